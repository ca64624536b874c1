import { Input } from '@fluentui/react-components';
import type { KeyboardEvent, RefCallback } from 'react';
import { QUERY_MAXIMUM } from '../../shared/ipc/sizes';
import { SearchIcon } from './icons/icons';

type Props = {
  readonly className: string;
  readonly name: string;
  readonly placeholder: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly ref?: RefCallback<HTMLInputElement>;
  readonly 'aria-keyshortcuts'?: string;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
};

/** The search of a view. The focus comes here with the view, and when what had it is gone. */
export function SearchField({ name, text, onText, ...more }: Props) {
  return (
    <Input
      {...more}
      type="search"
      aria-label={name}
      contentBefore={<SearchIcon />}
      maxLength={QUERY_MAXIMUM}
      spellCheck={false}
      data-landmark
      data-focus-home
      value={text}
      onChange={(_, data) => onText(data.value)}
    />
  );
}
