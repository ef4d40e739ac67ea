// made of the documents of the repository when the dashboard is built: client/build/documents.ts

declare module 'virtual:documents' {
  export interface Heading {
    id: string
    title: string
    level: number
  }
  export interface Entry {
    /** Its address below /docs. */
    name: string
    title: string
    group: string
    /** Its first sentence. */
    summary: string
    load: () => Promise<{ html: string; headings: readonly Heading[] }>
  }
  export const documents: readonly Entry[]
}

declare module 'virtual:documents/search' {
  import type { Section } from './find.ts'
  export const sections: readonly Section[]
}
