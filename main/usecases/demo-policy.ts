/** What of a desk policy holds at the demo tenant. */
import type { Policy } from './desk';

/**
 * Invented people must page nobody: alerts go to no sink, and heads of a journal that is played with are noted at no place that keeps
 * those of real ones. What shows on this machine alone stays.
 */
export function withinThisMachine(policy: Policy): Policy {
  if (policy.state === 'broken') return policy;
  const { rules } = policy;
  return { ...policy, rules: { ...rules, alerts: { ...rules.alerts, sinks: [] }, journal: { ...rules.journal, anchors: [] } } };
}
