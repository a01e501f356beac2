// What Go may ask for; see world.go.
const rest = () => painted().then(measure);
const wheels = () => ({wheels: plans(0, 0).wheels});
globalThis.tearsheet = {rest, settle, skip, dom, styled, unreadFrame, measure, wake, sweep, witness, attest, recall, openScrollers, tile, tilesDone, turn, wheels, bring, fill, expand, pose, placesOf, present, cover, uncover, conceal, dress, facts, noteTexts, textsKept, paper, undrawn, redraw, alone, clear, lifted, answer, locate, focus, enter, keepsake, madeFile, scroll, onward, fileField, draggable, heldElement, stuck, wanted};
