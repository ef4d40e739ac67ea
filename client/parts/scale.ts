/** A finer scale would be read no better, and its figures stand close on the lowest charts. */
const mostSteps = 3
const roundSteps = [1, 2, 2.5, 5]
/** Sums of tenths are not exact. */
const slack = 1e-9

/** Round figures from 0 to the first at or above `most`: 0, 2.5, 5, 7.5 for 6.3. Whole ones, where half of a thing makes no sense. */
export function scaleMarks(most: number, areWhole: boolean): number[] {
  const reach = most > 0 ? most : 1
  const step = stepFor(reach, areWhole)
  return Array.from({ length: Math.ceil(reach / step - slack) + 1 }, (_, mark) => mark * step)
}

function stepFor(reach: number, areWhole: boolean): number {
  const magnitude = Math.floor(Math.log10(reach / mostSteps))
  const steps = [magnitude, magnitude + 1].flatMap((power) => roundSteps.map((step) => step * 10 ** power))
  const fits = (step: number) => reach / step <= mostSteps + slack && (!areWhole || Number.isInteger(step))
  return steps.find(fits) ?? 1
}
