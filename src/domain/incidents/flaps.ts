/** More changes than this within the window are flapping, as with outputs: see `OutputFact.flapping`. */
const mostChanges = 4
export const flappingWindowMs = 2 * 60_000

interface Course {
  isDown: boolean
  /** Monotonic milliseconds, oldest first. */
  changes: number[]
  downs: number
  isFlapping: boolean
}

/** Subjects whose trouble comes and goes: not each time is to be an incident of its own. */
export class Flaps {
  readonly #courses = new Map<string, Course>()

  /** Whether it comes and goes, until it has not for 2 minutes. */
  see(subject: string, isDown: boolean, now: number): boolean {
    const course = this.#courses.get(subject) ?? { isDown: false, changes: [], downs: 0, isFlapping: false }
    if (isDown !== course.isDown) {
      course.isDown = isDown
      course.changes.push(now)
      if (isDown) course.downs++
    }
    course.changes = course.changes.filter((at) => now - at < flappingWindowMs)
    course.isFlapping = course.changes.length > (course.isFlapping ? 0 : mostChanges)
    if (isDown || course.changes.length > 0) this.#courses.set(subject, course)
    else this.#courses.delete(subject)
    return course.isFlapping
  }

  isFlapping(subject: string): boolean {
    return this.#courses.get(subject)?.isFlapping ?? false
  }

  /** How often it went down since it was last calm. */
  downs(subject: string): number {
    return this.#courses.get(subject)?.downs ?? 0
  }

  /** Forgets what has been calm for long. */
  tidy(now: number): void {
    for (const [subject, { isDown, changes }] of this.#courses)
      if (!isDown && now - (changes.at(-1) ?? 0) >= flappingWindowMs) this.#courses.delete(subject)
  }
}
