import { useRead } from './use-read';

/** The operating system, as Node names it (`linux`, `win32`, `darwin`); undefined for a moment. */
export function usePlatform(): string | undefined {
  return useRead('app.start', {}, { staleTime: Infinity }).data?.platform;
}
