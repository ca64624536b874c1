// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import fc from 'fast-check';
import { useRef, useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { actsByKey } from '../../renderer/ui/list/acts-by-key';
import { finderOf, inOrder } from '../../renderer/ui/list/in-order';
import { sortedBy } from '../../renderer/ui/list/sort';
import { useActiveRow } from '../../renderer/ui/list/use-active-row';

afterEach(cleanup);

describe('the order of a list', () => {
  const rows = (keys: readonly (number | string)[]) => keys.map((key, at) => ({ key, name: `Row ${at}` }));
  const ordered = (keys: readonly (number | string)[], direction: 'ascending' | 'descending') => inOrder(rows(keys), { keyOf: ({ key }) => key, nameOf: ({ name }) => name, direction }).map(({ key, name }) => [key, name]);

  it('puts numbers within words by their value, and rows of one key by name either way', () => {
    expect(ordered(['INC-10', 'inc-9', 'INC-10'], 'ascending')).toEqual([['inc-9', 'Row 1'], ['INC-10', 'Row 0'], ['INC-10', 'Row 2']]);
    expect(ordered(['INC-10', 'inc-9', 'INC-10'], 'descending')).toEqual([['INC-10', 'Row 0'], ['INC-10', 'Row 2'], ['inc-9', 'Row 1']]);
  });

  it('is one order however the rows arrive, also where several have no end', () => {
    const key = fc.oneof(fc.integer(), fc.constant(Infinity), fc.constant(-Infinity));
    fc.assert(
      fc.property(fc.array(key), fc.constantFrom('ascending', 'descending'), fc.infiniteStream(fc.nat()), (keys, direction, chance) => {
        const all = rows(keys);
        const shuffled = all.map((row) => ({ row, at: chance.next().value })).sort((one, other) => one.at - other.at).map(({ row }) => row);
        const order = { keyOf: ({ key: own }: (typeof all)[number]) => own, nameOf: ({ name }: (typeof all)[number]) => name, direction };
        const found = inOrder(shuffled, order);
        expect(found).toEqual(inOrder(all, order));
        const numbers = found.map(({ key: own }) => Number(own));
        for (const [at, number] of numbers.slice(1).entries()) expect(direction === 'ascending' ? number >= numbers[at]! : number <= numbers[at]!).toBe(true);
      }),
    );
  });

  it('turns round when the same column is asked for again', () => {
    const once = sortedBy('name', null);
    expect([once, sortedBy('name', once), sortedBy('name', sortedBy('name', once)), sortedBy('age', once)]).toEqual([
      { column: 'name', direction: 'ascending' },
      { column: 'name', direction: 'descending' },
      { column: 'name', direction: 'ascending' },
      { column: 'age', direction: 'ascending' },
    ]);
  });

  it('finds what was typed in any text of a row, and everything while nothing is', () => {
    expect([finderOf(' AD ')(['Bo', null, 'Ada']), finderOf('x')(['Ada', undefined]), finderOf('  ')([])]).toEqual([true, false, true]);
  });
});

describe('the keyboard in a list', () => {
  const keys = Array.from({ length: 25 }, (_, at) => `row ${at}`);

  function List({ onAct }: { readonly onAct: (act: string, row: string) => void }) {
    const body = useRef<HTMLTableSectionElement>(null);
    const [activeKey, setActiveKey] = useState<string | null>(null);
    const { activeAt, ...handlers } = useActiveRow({
      keys,
      body,
      activeKey,
      onActive: setActiveKey,
      onKey: actsByKey({ ' ': 'select', enter: 'open', e: 'end' }, keys, onAct),
      onControlKey: ({ key }) => {
        if (key === 'a') onAct('all', '');
        return key === 'a';
      },
    });
    return (
      <table>
        <tbody ref={body} {...handlers}>
          {keys.map((key, at) => (
            <tr key={key} data-row={key} tabIndex={at === activeAt ? 0 : -1} aria-label={key}>
              <td>
                <button type="button">Button of {key}</button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  }
  const shown = () => {
    const onAct = vi.fn();
    // There is no layout here, and nothing scrolls.
    Element.prototype.scrollIntoView = () => undefined;
    render(<List onAct={onAct} />);
    act(() => screen.getByRole('row', { name: 'row 0' }).focus());
    /** Presses where the focus is. @returns false when the key is taken. */
    const press = (key: string, more: object = {}) => fireEvent.keyDown(document.activeElement!, { key, ...more });
    return { onAct, press };
  };

  it('moves by rows, pages and to the ends, and stays within them', () => {
    const { press } = shown();
    const reached = ['ArrowUp', 'ArrowDown', 'PageDown', 'PageDown', 'PageDown', 'ArrowDown', 'PageUp', 'Home', 'End'].map((key) => {
      press(key);
      return document.activeElement?.getAttribute('data-row');
    });
    expect(reached).toEqual(['row 0', 'row 1', 'row 11', 'row 21', 'row 24', 'row 24', 'row 14', 'row 0', 'row 24']);
    expect(screen.getAllByRole('row').filter(({ tabIndex }) => tabIndex === 0)).toEqual([document.activeElement]);
  });

  it('acts on the row where it is, and takes only the keys it knows', () => {
    const { onAct, press } = shown();
    press('ArrowDown');
    const isTaken = [' ', 'Enter', 'E', 'q', 'F5'].map((key) => !press(key));
    expect({ isTaken, acts: onAct.mock.calls }).toEqual({
      isTaken: [true, true, true, false, false],
      acts: [['select', 'row 1'], ['open', 'row 1'], ['end', 'row 1']],
    });
  });

  it('leaves Enter and Space to a button of the row, and keys held with Alt or Control to others', () => {
    const { onAct, press } = shown();
    act(() => screen.getByRole('button', { name: 'Button of row 3' }).focus());
    const isTaken = [press('Enter'), press(' '), press('e', { altKey: true }), press('e', { ctrlKey: true }), press('ArrowDown', { ctrlKey: true }), press('a', { ctrlKey: true }), press('e')].map((isFree) => !isFree);
    expect({ isTaken, acts: onAct.mock.calls }).toEqual({ isTaken: [false, false, false, false, false, true, true], acts: [['all', ''], ['end', 'row 3']] });
  });
});
