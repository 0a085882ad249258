/** The page of what holds for all operations, and those of the groups. */
export const REFERENCE_PAGE = '/help/api'
export const groupPage = (id: string) => `${REFERENCE_PAGE}/${id}`
