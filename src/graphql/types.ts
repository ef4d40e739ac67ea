import type { Input } from '../domain/input.ts'
import type { Output } from '../domain/output.ts'
import { builder } from './builder.ts'

// Inputs and outputs name each other: both are known here before either file says what they are made of.
export const InputType = builder.objectRef<Input>('Input')
export const OutputType = builder.objectRef<Output>('Output')
