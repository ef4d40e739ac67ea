import {
  GraphQLError,
  Kind,
  Lexer,
  Source,
  TokenKind,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import type {
  ASTNode,
  ASTVisitor,
  FieldNode,
  GraphQLNamedType,
  GraphQLOutputType,
  SelectionNode,
  SelectionSetNode,
  ValidationContext,
} from 'graphql'

/** Words and signs of a document. */
export const mostTokens = 4000

/** Of brackets of any kind. Whatever reads or checks a document calls itself for each, until there is no room to. */
const mostNested = 200
const mostDepth = 8
const mostAliases = 100
/** Of a document each. */
const mostFragments = 100
const mostDirectives = 100
/** Of one field in one selection: to see whether they contradict each other, each is held against each. */
const mostOfOneField = 20
const mostCost = 500_000

/** What one object of a list costs beside its fields: its snapshot is taken as a whole. */
const costOfObject = 10
/** How many objects a list is taken to have, by their type: every one that stands in a list. */
export const lengths: Record<string, number> = {
  Input: 50,
  Output: 50,
  OutputResult: 200,
  InputStatistics: 50,
  OutputStatistics: 200,
  Track: 20,
  LogLine: 200,
  TimelineEntry: 200,
  Incident: 50,
  IncidentEntry: 50,
  MetricsPoint: 1440,
  // Of one they may be 200, of all together they are far fewer.
  InputStateSpan: 50,
  // Asked of outputs of inputs, of which there are never 50 times 50.
  OutputStateSpan: 4,
  TestStep: 10,
  StreamingService: 20,
  ConfigurationChange: 200,
  ConfigurationFieldChange: 10,
  ConfigurationInterruption: 50,
  ConfigurationFault: 50,
}
const usualLength = 200
/** Of lists in the schema's own description, which tools ask for as a whole. */
const schemaLength = 5

/** Of a part of an operation, with all that it asks for below. */
interface Size {
  depth: number
  aliases: number
  /** Fields of the answer, objects counted beside. */
  cost: number
}

const nothing: Size = { depth: 0, aliases: 0, cost: 0 }

const opening: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const closing: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

/** To be asked before a document is parsed. Throws GraphQLError: TOO_COMPLEX, or what the document's words have wrong. */
export function checkNesting(text: string | Source): void {
  const source = typeof text === 'string' ? new Source(text) : text
  const lexer = new Lexer(source)
  let nested = 0
  for (let count = 0; count < mostTokens; count++) {
    const { kind, start } = lexer.advance()
    if (kind === TokenKind.EOF) return
    if (opening.has(kind)) nested += 1
    else if (closing.has(kind)) nested -= 1
    if (nested <= mostNested) continue
    const message = `The document is nested more than ${mostNested} times.`
    throw new GraphQLError(message, { source, positions: [start], extensions: { code: 'TOO_COMPLEX' } })
  }
}

/**
 * A rule of validation: an operation is at most 8 levels deep, has at most 100 aliases, fragments and directives each, and asks for no more than a large
 * installation has. Input and Output lead to one another, so that a short text could ask for more than fits into memory.
 * Refused with `extensions.code` TOO_COMPLEX.
 */
export function limitsRule(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Size>()
  const schema = context.getSchema()

  function ofSelections({ selections }: SelectionSetNode, parent: GraphQLNamedType | undefined): Size {
    return selections.map((selection) => ofSelection(selection, parent)).reduce(together, nothing)
  }

  function ofSelection(selection: SelectionNode, parent: GraphQLNamedType | undefined): Size {
    switch (selection.kind) {
      case Kind.FIELD:
        return ofField(selection, parent)
      case Kind.INLINE_FRAGMENT: {
        const name = selection.typeCondition?.name.value
        return ofSelections(selection.selectionSet, name === undefined ? parent : schema.getType(name))
      }
      default:
        return ofFragment(selection.name.value)
    }
  }

  /** Looked at once, however often it is spread; a circle of fragments is refused by another rule. */
  function ofFragment(name: string): Size {
    const known = fragments.get(name)
    if (known) return known
    fragments.set(name, nothing)
    const fragment = context.getFragment(name)
    const size = fragment ? ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value)) : nothing
    fragments.set(name, size)
    return size
  }

  function ofField({ name, alias, selectionSet }: FieldNode, parent: GraphQLNamedType | undefined): Size {
    const type = typeOf(name.value, parent)
    const named = type && getNamedType(type)
    const below = selectionSet ? ofSelections(selectionSet, named) : nothing
    const isOfSchema = named?.name.startsWith('__') ?? false
    const length = named && (lengths[named.name] ?? (isOfSchema ? schemaLength : usualLength))
    const objects = length !== undefined && type && isList(type) && isCompositeType(named) ? length : 1
    // How deep one may look into the schema is a rule of graphql itself.
    const depth = isOfSchema ? 0 : below.depth
    const cost = 1 + (selectionSet ? objects * (costOfObject + below.cost) : 0)
    return { depth: depth + 1, aliases: below.aliases + (alias ? 1 : 0), cost }
  }

  function typeOf(name: string, parent: GraphQLNamedType | undefined): GraphQLOutputType | undefined {
    if (parent === schema.getQueryType() && name === '__schema')
      return schema.getType('__Schema') as GraphQLOutputType | undefined
    if (parent === schema.getQueryType() && name === '__type') return schema.getType('__Type') as GraphQLOutputType | undefined
    return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name]?.type : undefined
  }

  let directives = 0
  const refuseOf = (nodes: ASTNode) => (message: string) =>
    context.reportError(new GraphQLError(message, { nodes, extensions: { code: 'TOO_COMPLEX' } }))

  return {
    Directive(node) {
      directives += 1
      if (directives === mostDirectives + 1) refuseOf(node)(`The document has more than ${mostDirectives} directives.`)
    },
    Document(node) {
      const count = node.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).length
      if (count > mostFragments) refuseOf(node)(`The document has ${count} fragments; ${mostFragments} are allowed.`)
    },
    SelectionSet(node) {
      const times = new Map<string, number>()
      for (const selection of node.selections) {
        if (selection.kind !== Kind.FIELD) continue
        const name = (selection.alias ?? selection.name).value
        const count = (times.get(name) ?? 0) + 1
        times.set(name, count)
        if (count === mostOfOneField + 1)
          refuseOf(selection)(`The same field stands more than ${mostOfOneField} times in one place.`)
      }
    },
    OperationDefinition(node) {
      const root = schema.getRootType(node.operation)
      const { depth, aliases, cost } = ofSelections(node.selectionSet, root ?? undefined)
      const refuse = refuseOf(node)
      if (depth > mostDepth) refuse(`The operation is ${depth} levels deep; ${mostDepth} are allowed.`)
      else if (aliases > mostAliases) refuse(`The operation has ${aliases} aliases; ${mostAliases} are allowed.`)
      else if (cost > mostCost) {
        refuse(
          'The operation asks for too much at once: ask for fewer fields in the lists within lists, or in several operations.',
        )
      }
    },
  }
}

function together(one: Size, other: Size): Size {
  return { depth: Math.max(one.depth, other.depth), aliases: one.aliases + other.aliases, cost: one.cost + other.cost }
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type)
}
