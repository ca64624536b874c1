'use strict';
/**
 * What `electron FOLDER` does before the app's own code runs. Official Electrons bring this as `default_app.asar`;
 * the fallback Electron (see electron-runtime.mjs) was taken out of a packaged app and has none. This one does what
 * the project needs: options before the folder, `-r MODULE` (Playwright preloads its loader with it), and the app's
 * name, version, path and desktop name from its package.json. It never ships: packaging removes `default_app.asar`.
 */
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { app, dialog } = require('electron');

// Electron's answer to an uncaught exception is a modal dialog, which nobody can close on a machine without a person.
dialog.showErrorBox = (title, content) => process.stderr.write(`${title}\n${content}\n`);

/** @param {readonly string[]} args what follows the executable; Chromium's own switches are simply passed over */
function readArguments(args) {
  const preload = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i];
    if (arg === '-r' || arg === '--require') preload.push(args[(i += 1)]);
    else if (arg === '-v' || arg === '--version') return { preload, answer: `v${process.versions.electron}` };
    else if (arg === '-a' || arg === '--abi') return { preload, answer: process.versions.modules };
    else if (arg.startsWith('--app=')) return { preload, target: arg.slice('--app='.length) };
    else if (!arg.startsWith('-')) return { preload, target: arg };
  }
  return { preload };
}

/** @param {string} message */
function stop(message) {
  process.stderr.write(`${message}\n`);
  app.exit(1);
}

/** @param {string} target the app's folder, or its main file */
function startApp(target) {
  Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
  const place = path.resolve(target);
  const manifest = path.join(place, 'package.json');
  let entry = place;
  if (fs.existsSync(manifest)) {
    const { productName, name, version, desktopName, main } = JSON.parse(fs.readFileSync(manifest, 'utf8'));
    if (productName ?? name) app.name = productName ?? name;
    if (version) app.setVersion(version);
    app.setDesktopName(desktopName ?? `${app.name}.desktop`);
    app.setAppPath(place);
    entry = path.join(place, main ?? 'index.js');
  } else if (fs.existsSync(place)) {
    app.setAppPath(fs.statSync(place).isDirectory() ? place : path.dirname(place));
  }
  let file;
  try {
    file = Module._resolveFilename(entry, module, true);
  } catch (error) {
    return stop(`There is no app at ${entry}: ${error.message}\nBuild it first: npm run build`);
  }
  Module._load(file, module, true);
}

const { preload, target, answer } = readArguments(process.argv.slice(1));
if (answer) {
  process.stdout.write(`${answer}\n`);
  process.exit(0);
}
if (preload.length > 0) Module._preloadModules(preload);
if (target) startApp(target);
else stop('usage: electron [-r MODULE] APP-FOLDER [ARGUMENTS]');
