/** OCSF as JSON Lines: one event a line. Header, footer or comment would be no event, so there is none. */
import type { ReportSource } from '../../ports/reports';
import { jsonLine } from './json-lines';
import { ocsfEvent } from './ocsf-event';
import { siemEvents } from './siem-event';
import { writeText, type Written } from './text-file';

/** @param version - Tapdesk's own. */
export function writeOcsf(source: ReportSource, file: string, tenantId: string, version: string): Promise<Written> {
  return writeText(file, async (write) => {
    let rows = 0;
    for await (const lives of source.lives()) {
      let text = '';
      for (const life of lives) {
        for (const event of siemEvents(life)) {
          text += jsonLine(ocsfEvent(event, tenantId, version));
          rows += 1;
        }
      }
      await write(text);
    }
    return rows;
  });
}
