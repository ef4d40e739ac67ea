/** Whose history it is: one of the two. */
export type Subject = { inputId: string } | { outputId: string }

export function isInput(subject: Subject): subject is { inputId: string } {
  return 'inputId' in subject
}
