/** The pattern of `ilike` for texts that contain these words as they are: `%` and `_` stand for themselves. */
export const containing = (search: string): string => `%${search.replace(/[\\%_]/g, '\\$&')}%`
