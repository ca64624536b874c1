'use strict';
/**
 * Loaded into the app's main process before its own code (`electron -r`). Changes nothing of what the app does, but for
 * the printer, which no test machine has, and for long timers, which the run brings forward; listens at every door, and
 * tells the run over a socket: nothing it hears may lie on a disk. The app knows nothing of it.
 */
const { keepFiles } = require('./files.cjs');
const { listen } = require('./ipc.cjs');
const { tellTo } = require('./line.cjs');
const { plants } = require('./plants.cjs');
const { printIntoMemory } = require('./printer.cjs');
const { holdTimers } = require('./timers.cjs');
const { watchPasscodes } = require('./wire.cjs');
const { app, clipboard, crashReporter } = require('electron');

const { socket, hold, plant } = JSON.parse(process.env.TAPDESK_CANARY ?? '{}');
delete process.env.TAPDESK_CANARY;
const tell = tellTo(socket);
// First: the plant uses the same files as everybody.
keepFiles(hold, tell);
const planted = plants(plant);
listen(tell, (channel, reply) => {
  if (channel === 'desk:runs.reveal-key' && reply.ok) tell('key', '', reply.value.key);
  return planted.onReply(channel, reply);
});
printIntoMemory(tell);
// The demo tenant answers in this process.
watchPasscodes((passcode) => tell('issued', '', passcode));

const startReporter = crashReporter.start.bind(crashReporter);
crashReporter.start = (...options) => {
  tell('crash-reporter', '', true);
  return startReporter(...options);
};
app.on('will-quit', () => {
  // Newer Electrons answer with a promise, and there is no time left to wait for it.
  const text = clipboard.readText();
  tell('clipboard-at-quit', '', typeof text === 'string' ? text : null);
});
globalThis.canaryPlants = planted;
globalThis.canaryTimers = { bringForward: holdTimers() };
