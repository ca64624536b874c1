/** Days and hours where a person is. Zones are IANA names. */
export type Calendar = {
  /**
   * The day of an instant as a date. Midnight UTC means that day wherever the person is: Entra's admin centre and
   * provisioning write a hire date so. Any other instant is taken in the zone. @returns null for no instant.
   */
  readonly dayOf: (instant: string, timeZone: string) => string | null;
  /**
   * The instant of an hour (`08:30`) on a day (`2026-03-09`) there. An hour that the clocks skip is moved forward; of one that
   * comes twice it is the first. @returns null for a day or a zone that does not exist.
   */
  readonly startAt: (day: string, time: string, timeZone: string) => string | null;
};
