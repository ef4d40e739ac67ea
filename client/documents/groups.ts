import { documents } from 'virtual:documents'

/** The documents as they are listed, by the name of their group. */
export const groups = [...Map.groupBy(documents, ({ group }) => group)]
