/** CEF:0, one event a line, without a syslog prefix: whatever sends it puts its own before. */
import type { ReportSource } from '../../ports/reports';
import { cefEvent } from './cef-event';
import { siemEvents } from './siem-event';
import { writeText, type Written } from './text-file';

/** @param version - Tapdesk's own. */
export function writeCef(source: ReportSource, file: string, tenantId: string, version: string): Promise<Written> {
  return writeText(file, async (write) => {
    let rows = 0;
    for await (const lives of source.lives()) {
      let text = '';
      for (const life of lives) {
        for (const event of siemEvents(life)) {
          text += `${cefEvent(event, tenantId, version)}\n`;
          rows += 1;
        }
      }
      await write(text);
    }
    return rows;
  });
}
