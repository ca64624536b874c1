'use strict';
/** Hears everything that crosses to a window, and everything that comes from one. */
const { app, ipcMain, session } = require('electron');

/**
 * @param {(kind: string, channel: string, value: unknown) => void} tell
 * @param {(channel: string, reply: unknown) => unknown} onReply what really goes out; the reply itself unless a leak is planted
 */
exports.listen = (tell, onReply) => {
  wrap(ipcMain, tell, onReply);
  app.on('web-contents-created', (_event, contents) => {
    if (contents.ipc) wrap(contents.ipc, tell, onReply);
    for (const name of ['send', 'sendToFrame', 'postMessage']) hear(contents, name, tell);
    contents.on('frame-created', (_created, { frame }) => {
      if (frame) for (const name of ['send', 'postMessage']) hear(frame, name, tell);
    });
    // Scripts for the desk's own window. The slip is put together in a window of another session, by its script.
    const run = contents.executeJavaScript.bind(contents);
    contents.executeJavaScript = (...args) => {
      tell(contents.session === session.defaultSession ? 'script' : 'slip', '', args);
      return run(...args);
    };
  });
};

/** @param {Electron.IpcMain} ipc */
function wrap(ipc, tell, onReply) {
  for (const name of ['handle', 'handleOnce']) {
    const register = ipc[name].bind(ipc);
    ipc[name] = (channel, handler) =>
      register(channel, async (event, ...args) => {
        tell('call', channel, args);
        try {
          const reply = onReply(channel, await handler(event, ...args));
          tell('reply', channel, reply);
          return reply;
        } catch (cause) {
          // The window gets the message of it.
          tell('reply', channel, String(cause?.stack ?? cause));
          throw cause;
        }
      });
  }
  for (const name of ['on', 'once', 'addListener', 'prependListener']) {
    const register = ipc[name].bind(ipc);
    ipc[name] = (channel, listener) => {
      const heard = (event, ...args) => {
        tell('call', String(channel), args);
        return listener(listened(event, (value) => tell('reply', String(channel), value)), ...args);
      };
      // Node's own way to let a listener be removed by its first name.
      heard.listener = listener;
      return register(channel, heard);
    };
  }
}

/** The event, whose answers are heard: by return value, or by a message of their own. */
function listened(event, hear) {
  return Object.create(event, {
    returnValue: { get: () => event.returnValue, set: (value) => { hear(value); event.returnValue = value; } },
    reply: { value: (...args) => { hear(args); return event.reply(...args); } },
  });
}

let isTelling = false;

/** A window's own `send` is its frame's `send`: told of once. */
function hear(target, name, tell) {
  const send = target[name]?.bind(target);
  if (!send) return;
  target[name] = (...args) => {
    if (isTelling) return send(...args);
    tell('event', String(args.find((arg) => typeof arg === 'string')), args);
    isTelling = true;
    try {
      return send(...args);
    } finally {
      isTelling = false;
    }
  };
}
