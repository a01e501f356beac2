import {part} from './part.mjs';
const answer = await fetch('api/module-worker');
postMessage(`${part} ${answer.status}`);
