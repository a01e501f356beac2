// Messages to the console travel to us with all that they hold. A page that floods it
// would drown everything else.
const messagesMax = 1000;
let messages = 0;
for (const name of ['log', 'info', 'warn', 'error', 'debug', 'dir', 'table', 'trace', 'assert', 'group', 'groupCollapsed', 'groupEnd', 'count', 'timeLog', 'timeEnd']) {
  wrap(window.console, name, (real, self, args) => ++messages > messagesMax ? undefined : Reflect.apply(real, self, args));
}
