'use strict';
/** Leaks on purpose, to show that they would be found. None unless the run was started with `--plant`. */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { deflateSync } = require('node:zlib');
const { app } = require('electron');

/** @param {'file' | 'utf16' | 'pdf' | 'reply' | 'key' | null} plant */
exports.plants = (plant) => {
  let last = null;
  const leaks = {
    file: (passcode) => {
      const place = path.join(os.tmpdir(), 'planted.tmp');
      fs.writeFileSync(place, passcode);
      fs.unlinkSync(place);
    },
    utf16: (passcode) => fs.writeFileSync(path.join(app.getPath('userData'), 'planted.bin'), Buffer.concat([Buffer.from([1, 2, 3]), Buffer.from(passcode, 'utf16le'), Buffer.alloc(9)])),
    pdf: (passcode) => {
      const stream = deflateSync(`BT /F1 22 Tf 72 720 Td (${passcode.replace(/[\\()]/g, '\\$&')}) Tj ET`);
      const head = `%PDF-1.4\n1 0 obj\n<</Filter /FlateDecode /Length ${stream.length}>> stream\n`;
      fs.writeFileSync(path.join(os.tmpdir(), 'planted.pdf'), Buffer.concat([Buffer.from(head), stream, Buffer.from('\nendstream\nendobj\n%%EOF\n')]));
    },
  };
  return {
    /** Called by the run while a passcode is shown. */
    leak: (passcode) => leaks[plant]?.(passcode),
    onReply: (channel, reply) => {
      // Into a file that is written by somebody else than whoever wrote the PDF.
      if (plant === 'key' && channel === 'desk:runs.reveal-key' && reply.ok) fs.writeFileSync(path.join(os.tmpdir(), 'planted.key'), `opens with ${reply.value.key}`);
      if (plant !== 'reply') return reply;
      if (channel === 'desk:passcode.reveal' && reply.ok) last = reply.value.passcode;
      return channel === 'desk:passcode.seen' && reply.ok && last !== null ? { ...reply, value: { ...reply.value, note: `shown: ${last}` } } : reply;
    },
  };
};
