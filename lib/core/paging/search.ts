/** An `ilike` pattern that matches text containing the search literally; escapes `%` and `_`. */
export const containing = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`
