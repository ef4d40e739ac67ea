/** How every icon is drawn. */
export const icon = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const
export const smallIcon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const
