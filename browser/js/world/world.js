// What Go may ask for; see world.go.
const rest = () => painted().then(measure);
globalThis.tearsheet = {rest, settle, skip, skipOn, dueApart, dom, styled, unarchived, openRoot, unreadFrame, measure, wake, sweep, witness, attest, recall, openScrollers, closeBare, paneFills, closeScrollers, tile, tilesDone, asPictured, turn, around, taken, screensDone, wheels, bring, fill, expand, pose, gatherBars, present, cover, uncover, conceal, facts, noteTexts, textsKept, paper, undrawn, redraw, alone, clear, stirred, lifted, answer, locate, focus, enter, scroll, stuck, wanted, texts, placesOf, dress, keepsake, madeFile, onward, fileField, draggable, heldElement, links, showFar, layFar, leaveFar, liftFar};
observe(); // last: there may be a document already, in which all of the above is asked for
