/**
 * Syslog over TLS (RFC 5425): each message with its length in bytes before it. The protocol has no acknowledgement: what was written and
 * closed by both sides counts as sent. A connection a message: alerts are rare, and a kept one dies unseen.
 */
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { AlertSinkRule } from '../../../shared/domain/alert';
import type { AlertSink, Sent } from '../../ports/alerts';
import { secretIn } from './secret-file';
import { syslogMessage } from './syslog-message';

type Rule = Extract<AlertSinkRule, { kind: 'syslog' }>;

/** For connecting, writing and closing together, ms. */
const LIMIT_MS = 15_000;
/** Bytes of a file of authorities. */
const CA_MAXIMUM = 1_048_576;

export function syslogSink({ name, host, port, caFile }: Rule, limitMs: number = LIMIT_MS): AlertSink {
  return {
    name,
    kind: 'syslog',
    send: async (alert, isRepeated) => {
      const ca = caFile === undefined ? undefined : await secretIn(caFile, CA_MAXIMUM);
      if (ca === null) return { state: 'failed', reason: 'not-configured', detail: `no certificate in ${caFile ?? ''}` };
      const message = Buffer.from(syslogMessage(alert, isRepeated), 'utf8');
      return exchange({ host, port, ca, limitMs }, Buffer.concat([Buffer.from(`${message.byteLength} `), message]));
    },
  };
}

type Place = { readonly host: string; readonly port: number; readonly ca: string | undefined; readonly limitMs: number };

function exchange({ host, port, ca, limitMs }: Place, frame: Buffer): Promise<Sent> {
  return new Promise((resolve) => {
    let isWritten = false;
    let socket: TLSSocket;
    try {
      // The certificate is checked against the name, as always; nothing here turns that off.
      socket = connect({ host, port, ...(isIP(host) === 0 && { servername: host }), ...(ca !== undefined && { ca }), minVersion: 'TLSv1.2' });
    } catch {
      // What stands in the file is no certificate.
      resolve({ state: 'failed', reason: 'not-configured', detail: 'no certificate can be read' });
      return;
    }
    const end = (sent: Sent) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(sent);
    };
    // Of the whole: a server that says a byte now and then is not there either.
    const timer = setTimeout(() => end({ state: isWritten ? 'uncertain' : 'failed', reason: 'time-out', detail: `no answer within ${limitMs / 1000} s` }), limitMs);
    // Stays: a second error that nobody hears would end the app.
    socket.on('error', (cause: Error & { readonly code?: string }) => end({ state: isWritten ? 'uncertain' : 'failed', reason: isCertificate(cause.code) ? 'refused' : 'offline', detail: cause.code ?? cause.name }));
    socket.once('secureConnect', () => {
      isWritten = true;
      socket.end(frame);
    });
    // The server has closed in turn, after everything was taken.
    socket.once('close', (hadError) => {
      if (!hadError) end(isWritten ? { state: 'sent' } : { state: 'failed', reason: 'offline', detail: 'closed before it was ready' });
    });
    socket.resume();
  });
}

const isCertificate = (code: string | undefined): boolean => code !== undefined && /CERT|SIGNED|VERIFY|ALTNAME|TLS|SSL/.test(code);
