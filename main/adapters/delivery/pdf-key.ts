/**
 * The key of a sealed PDF. It protects the file against whoever gets hold of it without the key: on a stick, in a mail,
 * on a lost disk, in a backup. It does not protect against whoever has both, or can look on as it is shown.
 *
 * A PDF's key derivation (ISO 32000-2, algorithm 2.B) takes a few milliseconds, and whoever has the file may guess without
 * end. So the key is drawn at random from more than 2^128 and never chosen by a person.
 */
import { randomInt } from 'node:crypto';

/** Capitals and digits of which no two look alike in print: without 0 O, 1 I L, 2 Z, 5 S, 6 8 B, U V. */
const ALPHABET = '3479ACDEFGHJKMNPQRTWXY';
const GROUPS = 6;
const GROUP_LENGTH = 5;

/** 22 signs, 30 times: 30 × log2(22) = 133.8 bits. */
export const PDF_KEY_BITS = GROUPS * GROUP_LENGTH * Math.log2(ALPHABET.length);

const PATTERN = new RegExp(`^[${ALPHABET}]{${GROUP_LENGTH}}(-[${ALPHABET}]{${GROUP_LENGTH}}){${GROUPS - 1}}$`);

export function newPdfKey(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** Whether a text has the form of {@link newPdfKey}: what a person chose has not. */
export const isPdfKey = (text: string): boolean => PATTERN.test(text);
