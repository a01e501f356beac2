// What Go may ask for; see world.go.
const rest = () => painted().then(measure);
globalThis.tearsheet = {rest, settle, skip, dom, styled, unreadFrame, measure, wake, sweep, fill, expand, pose, place, present, cover, uncover, conceal, facts, noteTexts, paper, undrawn, redraw, alone, clear, lifted, answer, locate, focus, enter, scroll};
