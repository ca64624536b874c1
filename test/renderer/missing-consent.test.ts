import { describe, expect, it } from 'vitest';
import type { PreflightLine } from '../../shared/domain/preflight';
import { missingConsent } from '../../renderer/ui/missing-consent';

const blocked: PreflightLine = { id: 'scopes', state: 'blocked', problem: { rule: 'scope-missing', scopes: ['UserAuthMethod-TAP.ReadWrite.All'] } };
const unread: PreflightLine = { id: 'recent-changes', state: 'not-checked', because: 'not-permitted', needs: 'audits', rule: 'acknowledge', isAcknowledged: false };

describe('what consent would bring', () => {
  it('is what the token lacks', () => {
    expect(missingConsent([blocked, unread, { id: 'self', state: 'passed' }], ['User.Read'])).toEqual(['passes', 'audits']);
  });

  it('is nothing where the permission is there and the role is missing', () => {
    expect(missingConsent([unread], ['https://graph.example/AuditLog.Read.All'])).toEqual([]);
  });

  it('is nothing where the request failed, and nothing where the sign-in service did not say', () => {
    expect([missingConsent([{ ...unread, because: 'failed' }], []), missingConsent([blocked, unread], null)]).toEqual([[], []]);
  });
});
