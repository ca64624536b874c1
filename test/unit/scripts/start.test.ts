import { describe, expect, it } from 'vitest';
import { onDisplay } from '../../../scripts/lib/display.mjs';
import { appArguments, hasDisplay, machineWidePolicy } from '../../../scripts/start.mjs';

describe('npm start', () => {
  it('opens the demo tenant when nothing says where else to go', () => {
    expect(appArguments([], false)).toEqual(['--demo']);
    expect(appArguments(['--', '--user-data-dir=/tmp/x'], false)).toEqual(['--demo', '--user-data-dir=/tmp/x']);
  });

  it('leaves the demo tenant out when the caller or the machine says where to go', () => {
    expect(appArguments(['--sign-in'], false)).toEqual([]);
    expect(appArguments(['--desk-config=/tmp/desk.json'], false)).toEqual(['--desk-config=/tmp/desk.json']);
    expect(appArguments(['--demo'], false)).toEqual(['--demo']);
    expect(appArguments([], true)).toEqual([]);
  });

  it('knows where each system keeps the desk policy', () => {
    expect(machineWidePolicy('linux')).toBe('/etc/tapdesk/desk.json');
    expect(machineWidePolicy('darwin')).toBe('/Library/Application Support/Tapdesk/desk.json');
    expect(machineWidePolicy('win32')).toBe('C:\\ProgramData\\Tapdesk\\desk.json');
  });

  it('needs a display on Linux alone', () => {
    expect([hasDisplay('linux', {}), hasDisplay('linux', { DISPLAY: ':0' }), hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })]).toEqual([false, true, true]);
    expect([hasDisplay('darwin', {}), hasDisplay('win32', {})]).toEqual([true, true]);
  });
});

describe('the display of the tests', () => {
  it("keeps the developer's own desktop, keyring and notifications out of reach", () => {
    const own = { PATH: '/bin', DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0', XDG_CURRENT_DESKTOP: 'GNOME', DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus' };
    expect(onDisplay(own, ':42')).toEqual({ PATH: '/bin', DISPLAY: ':42', XDG_SESSION_TYPE: 'x11', DBUS_SESSION_BUS_ADDRESS: 'disabled:' });
  });
});
