/** What is wrong with a field, as Fluent's `Field` takes it; nothing where nothing is. */
export const validation = (message: string) => (message === '' ? {} : { validationState: 'error' as const, validationMessage: message });
