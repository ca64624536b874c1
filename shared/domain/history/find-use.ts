/** Findings about what became of a pass: nobody used it, or somebody did from where the person never is. */
import { type Fact, type SignInFact, timeOf } from './fact';
import { beginningOf, DAY_MS, foundIn, forgottenAt, isCovered, isKept, NOTHING, type Rule } from './find-life';
import { networkOf } from './find-network';

/** Sign-ins are written minutes late, rarely hours. Until then nobody can say that there was none. */
const SIGN_INS_LATE_MS = 3 * 3_600_000;
/** So many usual sign-ins say which networks are usual; countries change less often. */
const NETWORKS_FROM = 5;

/** It ran out by itself, and nothing tells of a use. Taken back, replaced or gone is another thing. */
export const neverUsed: Rule = (life, _facts, context) => {
  const { line, events } = life;
  if (line.kind !== 'pass' || beginningOf(life)?.action !== 'pass.issue' || line.result !== 'succeeded' || line.endsAt === null || line.registeredAt !== null) return NOTHING;
  if (line.use === 'yes' || line.use === 'signed-in' || (line.state !== 'expired' && line.state !== 'live' && line.state !== 'planned') || !isKept(life, context)) return NOTHING;
  const ended = timeOf(line.endsAt);
  const known = ended + SIGN_INS_LATE_MS;
  const turns = [ended, known, forgottenAt(life, context)];
  if (line.state !== 'expired' || ended > timeOf(context.now)) return { found: null, turns };
  const isSeen = line.use === 'no';
  const isRead = timeOf(context.now) >= known && isCovered(context.signInsRead, timeOf(line.at), known);
  if (!isSeen && !isRead) return { found: null, turns };
  const handedOver = events.some((event) => event.source === 'journal' && ['passcode.show', 'pass.copy', 'pass.print', 'pass.mail'].includes(event.entry.action) && event.entry.result === 'succeeded');
  return { found: foundIn(life, 'never-used', { endsAt: line.endsAt, handedOver: handedOver ? 'yes' : 'no', toldBy: isSeen ? 'entra' : 'sign-ins' }, line.endsAt), turns };
};

/** A sign-in with the pass, perhaps, from a country or network that none of the person's sign-ins of the days before had. */
export const usedElsewhere: Rule = (life, facts, { rules }) => {
  const { line, events } = life;
  if (line.kind !== 'pass' || line.result !== 'succeeded') return NOTHING;
  if (!events.some((event) => event.source === 'sign-in' && event.signIn.errorCode === 0)) return NOTHING;
  const since = timeOf(line.at) - rules.usualDays * DAY_MS;
  // What may have been this pass is not what is usual.
  const own = new Set(events.map(({ key }) => key));
  const usual = successes(facts).filter(({ key, at }) => timeOf(at) >= since && timeOf(at) < timeOf(line.at) && !own.has(key)).map(({ signIn }) => signIn);
  const countries = new Set(usual.map(({ country }) => country.trim().toUpperCase()).filter((country) => country !== ''));
  const networks = usual.map(({ ipAddress }) => networkOf(ipAddress)).filter((network) => network !== null);
  for (const event of events) {
    if (event.source !== 'sign-in' || event.signIn.errorCode !== 0) continue;
    const { country, city, ipAddress } = event.signIn;
    const place = country.trim().toUpperCase();
    const common = { country: place, city, ipAddress, usualSignIns: usual.length };
    if (place !== '' && countries.size > 0 && !countries.has(place)) return { found: foundIn(life, 'used-elsewhere', { ...common, by: 'country', usual: [...countries].sort().join(' ') }, event.at) };
    const network = networkOf(ipAddress);
    if (network !== null && networks.length >= NETWORKS_FROM && !networks.includes(network)) return { found: foundIn(life, 'used-elsewhere', { ...common, by: 'network', network, usual: [...new Set(networks)].sort().slice(0, 10).join(' ') }, event.at) };
  }
  return NOTHING;
};

/** Each once. Asked for every life of a person with the same facts, so they are picked out once. */
function successes(facts: readonly Fact[]): readonly SignInFact[] {
  const known = picked.get(facts);
  if (known) return known;
  const found = [...new Map(facts.filter(isSuccess).map((fact) => [fact.key, fact])).values()];
  picked.set(facts, found);
  return found;
}

const picked = new WeakMap<readonly Fact[], readonly SignInFact[]>();

function isSuccess(fact: Fact): fact is SignInFact {
  return fact.source === 'sign-in' && fact.signIn.errorCode === 0;
}
