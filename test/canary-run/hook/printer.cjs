'use strict';
/** The last step of printing: no dialog and no printer, but the same page as a PDF, in memory. */
const { app } = require('electron');

exports.printIntoMemory = (tell) => {
  app.on('web-contents-created', (_event, contents) => {
    contents.print = (_options, done) => {
      contents.printToPDF({}).then(
        (pdf) => { tell('pdf', '', Buffer.from(pdf)); done?.(true, ''); },
        (cause) => { tell('pdf-failed', '', String(cause)); done?.(false, 'failed'); },
      );
    };
  });
};
