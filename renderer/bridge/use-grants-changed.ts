import { useQueryClient } from '@tanstack/react-query';
import { useDeskEvent } from './use-desk-event';

/**
 * Whatever shows grants is read again when one was made, ended or changed from here, also by a removal that was put off.
 * @returns the same by hand, for an act whose outcome is not certain.
 */
export function useGrantsChanged(): () => void {
  const client = useQueryClient();
  const readAgain = () => {
    void client.invalidateQueries({ queryKey: ['grants.list'] });
    void client.invalidateQueries({ queryKey: ['grants.of'] });
  };
  useDeskEvent('grants.changed', readAgain);
  return readAgain;
}
