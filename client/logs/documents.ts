import { graphql } from '../generated/index.ts'

export const logLine = graphql(`
  fragment LogText on LogLine {
    id
    at
    level
    source
    outputId
    inputId
    text
    repeated
    dropped
  }
`)

export const logPage = graphql(`
  query LogPage(
    $outputId: ID
    $inputId: ID
    $source: LogSource
    $level: LogLevel
    $search: String
    $first: Int
    $before: ID
    $until: DateTime
  ) {
    logs(
      outputId: $outputId
      inputId: $inputId
      source: $source
      level: $level
      search: $search
      first: $first
      before: $before
      until: $until
    ) {
      lines {
        ...LogText
      }
      hasOlder
    }
  }
`)

export const logLines = graphql(`
  subscription LogLines(
    $outputId: ID
    $inputId: ID
    $source: LogSource
    $level: LogLevel
    $search: String
    $after: ID
    $last: Int
  ) {
    logLines(
      outputId: $outputId
      inputId: $inputId
      source: $source
      level: $level
      search: $search
      after: $after
      last: $last
    ) {
      ...LogText
    }
  }
`)
