/* eslint-disable */
import * as types from './graphql';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query InputToDuplicate($id: ID!) {\n    input(id: $id) {\n      name\n      tags\n      listenAddress\n      multicastGroup\n      sourceAddress\n    }\n  }\n": typeof types.InputToDuplicateDocument,
    "\n  mutation CreateInputCopy($input: NewInput!) {\n    result: createInput(input: $input) {\n      __typename\n      ... on Input {\n        name\n        udpPort\n      }\n      ... on Problem {\n        message\n      }\n    }\n  }\n": typeof types.CreateInputCopyDocument,
    "\n  mutation StartInput($id: ID!) {\n    result: startInput(id: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": typeof types.StartInputDocument,
    "\n  mutation StopInput($id: ID!) {\n    result: stopInput(id: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": typeof types.StopInputDocument,
    "\n  mutation StartTestSignal($id: ID!) {\n    result: startTestSignal(inputId: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": typeof types.StartTestSignalDocument,
    "\n  mutation StopTestSignal($id: ID!) {\n    result: stopTestSignal(inputId: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": typeof types.StopTestSignalDocument,
    "\n  mutation DeleteInput($id: ID!) {\n    result: deleteInput(id: $id) {\n      __typename\n      ... on NotFound {\n        message\n      }\n    }\n  }\n": typeof types.DeleteInputDocument,
    "\n  mutation StartOutputs($ids: [ID!]!) {\n    results: startOutputs(ids: $ids) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": typeof types.StartOutputsDocument,
    "\n  mutation StopOutputs($ids: [ID!]!) {\n    results: stopOutputs(ids: $ids) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": typeof types.StopOutputsDocument,
    "\n  mutation RetryOutput($id: ID!) {\n    result: retryOutput(id: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": typeof types.RetryOutputDocument,
    "\n  mutation DeleteOutput($id: ID!) {\n    result: deleteOutput(id: $id) {\n      __typename\n      ... on NotFound {\n        message\n      }\n    }\n  }\n": typeof types.DeleteOutputDocument,
    "\n  query StateHistory($id: ID!, $hours: Int!, $isInput: Boolean!) {\n    input(id: $id) @include(if: $isInput) {\n      stateHistory(hours: $hours) {\n        state\n        from\n        to\n      }\n    }\n    output(id: $id) @skip(if: $isInput) {\n      stateHistory(hours: $hours) {\n        state\n        from\n        to\n      }\n    }\n  }\n": typeof types.StateHistoryDocument,
    "\n  query Metrics($inputId: ID, $outputId: ID, $range: MetricsRange!) {\n    metrics(inputId: $inputId, outputId: $outputId, range: $range) {\n      from\n      to\n      stepMs\n      points {\n        at\n        bitrateBps\n        minBitrateBps\n        maxBitrateBps\n        errors\n        restarts\n        cpuPercent\n        rssBytes\n      }\n    }\n  }\n": typeof types.MetricsDocument,
    "\n  query Timeline($inputId: ID, $outputId: ID, $first: Int, $before: ID) {\n    timeline(inputId: $inputId, outputId: $outputId, first: $first, before: $before) {\n      hasOlder\n      entries {\n        id\n        at\n        kind\n        text\n        inputState\n        outputState\n        incidentId\n        failure {\n          message\n          evidence\n        }\n      }\n    }\n  }\n": typeof types.TimelineDocument,
    "\n  query IncidentDetail($id: ID!) {\n    incident(id: $id) {\n      id\n      title\n      cause\n      inputId\n      inputName\n      outputIds\n      outputNames\n      openedAt\n      closedAt\n      ending\n      failure {\n        ...FailureBox\n      }\n      entries {\n        at\n        text\n      }\n    }\n  }\n": typeof types.IncidentDetailDocument,
    "\n  query ClosedIncidents($before: ID, $first: Int) {\n    incidents(open: false, before: $before, first: $first) {\n      incidents {\n        id\n        title\n        cause\n        inputId\n        inputName\n        outputIds\n        outputNames\n        openedAt\n        closedAt\n        ending\n      }\n      hasOlder\n    }\n  }\n": typeof types.ClosedIncidentsDocument,
    "\n  fragment OutputListItem on Output {\n    url\n    callerUrl\n    delivery\n    failure {\n      message\n    }\n    ...RetryNow\n  }\n": typeof types.OutputListItemFragmentDoc,
    "\n  fragment InputDetail on Input {\n    id\n    name\n    tags\n    udpPort\n    listenUrl\n    multicastGroup\n    testSignalEndsAt\n    previewUrl\n    desired\n    state\n    stateSince\n    tracks {\n      kind\n      codec\n      profile\n      width\n      height\n      sampleRate\n      channels\n    }\n    failure {\n      message\n      lastSeenAt\n      ...FailureBox\n    }\n  }\n": typeof types.InputDetailFragmentDoc,
    "\n  subscription InputDetailEvents($id: ID!) {\n    inputEvents(id: $id) {\n      kind\n      id\n      input {\n        ...InputDetail\n      }\n      inputs {\n        ...InputDetail\n      }\n    }\n  }\n": typeof types.InputDetailEventsDocument,
    "\n  fragment InputTableRow on Input {\n    multicastGroup\n    testSignalEndsAt\n    ...SignalCell\n  }\n": typeof types.InputTableRowFragmentDoc,
    "\n  fragment InputsFoot on System {\n    udpPortsFree\n    udpPortRange {\n      start\n      end\n    }\n  }\n": typeof types.InputsFootFragmentDoc,
    "\n  fragment SignalCell on Input {\n    state\n    tracks {\n      kind\n      codec\n      width\n      height\n      sampleRate\n    }\n    failure {\n      message\n    }\n  }\n": typeof types.SignalCellFragmentDoc,
    "\n  query InputHistories {\n    inputs {\n      id\n      stateHistory {\n        state\n        from\n        to\n      }\n    }\n  }\n": typeof types.InputHistoriesDocument,
    "\n  query NextFreeUdpPort {\n    nextFreeUdpPort\n  }\n": typeof types.NextFreeUdpPortDocument,
    "\n  fragment LiveInput on Input {\n    id\n    name\n    tags\n    udpPort\n    desired\n    state\n    stateSince\n    ...AddedInput\n    ...ProblemInput\n    ...FirstUseInput\n    ...InputTableRow\n    ...Picture\n  }\n": typeof types.LiveInputFragmentDoc,
    "\n  fragment LiveOutput on Output {\n    id\n    name\n    inputId\n    tags\n    protocol\n    desired\n    state\n    stateSince\n    flapping\n    drops\n    ...OutputListItem\n    ...ProblemOutput\n    ...FirstUseOutput\n    ...ListenerPort\n    ...OutputProcess\n  }\n": typeof types.LiveOutputFragmentDoc,
    "\n  fragment LiveIncident on Incident {\n    id\n    title\n    cause\n    inputId\n    inputName\n    outputIds\n    outputNames\n    openedAt\n    closedAt\n    ...ProblemIncident\n  }\n": typeof types.LiveIncidentFragmentDoc,
    "\n  subscription InputEvents {\n    inputEvents {\n      kind\n      id\n      input {\n        ...LiveInput\n      }\n      inputs {\n        ...LiveInput\n      }\n    }\n  }\n": typeof types.InputEventsDocument,
    "\n  subscription OutputEvents {\n    outputEvents {\n      kind\n      id\n      output {\n        ...LiveOutput\n      }\n      outputs {\n        ...LiveOutput\n      }\n    }\n  }\n": typeof types.OutputEventsDocument,
    "\n  subscription IncidentEvents {\n    incidentEvents {\n      kind\n      incident {\n        ...LiveIncident\n      }\n      incidents {\n        ...LiveIncident\n      }\n    }\n  }\n": typeof types.IncidentEventsDocument,
    "\n  subscription Rates {\n    statistics(everyMs: 1000) {\n      at\n      inputs {\n        id\n        bitrateBps\n        bytesReceived\n      }\n      outputs {\n        id\n        bitrateBps\n        bytesSent\n        callers\n        cpuPercent\n        rssBytes\n      }\n      totals {\n        receivedBps\n        sentBps\n      }\n    }\n  }\n": typeof types.RatesDocument,
    "\n  subscription SystemEvents {\n    systemEvents {\n      ...InputsFoot\n      ...SystemPage\n    }\n  }\n": typeof types.SystemEventsDocument,
    "\n  subscription Stills($inputIds: [ID!]!) {\n    stills(inputIds: $inputIds) {\n      inputId\n      everyMs\n      still {\n        url\n        takenAt\n        width\n        height\n      }\n    }\n  }\n": typeof types.StillsDocument,
    "\n  fragment LogText on LogLine {\n    id\n    at\n    level\n    source\n    outputId\n    inputId\n    text\n    repeated\n    dropped\n  }\n": typeof types.LogTextFragmentDoc,
    "\n  query LogPage(\n    $outputId: ID\n    $inputId: ID\n    $source: LogSource\n    $level: LogLevel\n    $search: String\n    $first: Int\n    $before: ID\n    $until: DateTime\n  ) {\n    logs(\n      outputId: $outputId\n      inputId: $inputId\n      source: $source\n      level: $level\n      search: $search\n      first: $first\n      before: $before\n      until: $until\n    ) {\n      lines {\n        ...LogText\n      }\n      hasOlder\n    }\n  }\n": typeof types.LogPageDocument,
    "\n  subscription LogLines(\n    $outputId: ID\n    $inputId: ID\n    $source: LogSource\n    $level: LogLevel\n    $search: String\n    $after: ID\n    $last: Int\n  ) {\n    logLines(\n      outputId: $outputId\n      inputId: $inputId\n      source: $source\n      level: $level\n      search: $search\n      after: $after\n      last: $last\n    ) {\n      ...LogText\n    }\n  }\n": typeof types.LogLinesDocument,
    "\n  query BeforeStop {\n    incidents(first: 50, open: false) {\n      incidents {\n        id\n        outputIds\n        inputId\n        closedAt\n        failure {\n          message\n        }\n      }\n    }\n  }\n": typeof types.BeforeStopDocument,
    "\n  mutation RenewAccessToken($id: ID!) {\n    result: updateOutput(id: $id, changes: { renewAccessToken: true }) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": typeof types.RenewAccessTokenDocument,
    "\n  fragment OutputDetail on Output {\n    id\n    name\n    inputId\n    protocol\n    url\n    callerUrl\n    hasStreamKey\n    hasPassphrase\n    hasPassword\n    username\n    latencyMs\n    streamId\n    packetSize\n    ttl\n    localAddress\n    allowInvalidCertificate\n    maxReconnectAttempts\n    desired\n    state\n    stateSince\n    delivery\n    flapping\n    drops\n    attempt\n    nextAttemptAt\n    restarts\n    process {\n      pid\n      startedAt\n    }\n    failure {\n      code\n      message\n      evidence\n      lastSeenAt\n      ...FailureBox\n    }\n    ...RetryNow\n  }\n": typeof types.OutputDetailFragmentDoc,
    "\n  subscription OutputDetailEvents($id: ID!) {\n    outputEvents(id: $id) {\n      kind\n      id\n      output {\n        ...OutputDetail\n      }\n      outputs {\n        ...OutputDetail\n      }\n    }\n  }\n": typeof types.OutputDetailEventsDocument,
    "\n  fragment ProblemIncident on Incident {\n    failure {\n      likelyCause\n    }\n  }\n": typeof types.ProblemIncidentFragmentDoc,
    "\n  fragment ProblemInput on Input {\n    failure {\n      message\n    }\n  }\n": typeof types.ProblemInputFragmentDoc,
    "\n  fragment ProblemOutput on Output {\n    url\n    failure {\n      code\n      message\n    }\n    ...RetryNow\n  }\n": typeof types.ProblemOutputFragmentDoc,
    "\n  mutation CreateFirstInput($input: NewInput!) {\n    result: createInput(input: $input) {\n      __typename\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n": typeof types.CreateFirstInputDocument,
    "\n  fragment FirstUseOutput on Output {\n    failure {\n      message\n    }\n  }\n": typeof types.FirstUseOutputFragmentDoc,
    "\n  fragment FirstUseInput on Input {\n    listenUrl\n    testSignalEndsAt\n  }\n": typeof types.FirstUseInputFragmentDoc,
    "\n  query PastIncidents {\n    incidents(open: false, first: 20) {\n      incidents {\n        id\n        title\n        openedAt\n        closedAt\n      }\n    }\n  }\n": typeof types.PastIncidentsDocument,
    "\n  fragment AddedInput on Input {\n    listenUrl\n    testSignalEndsAt\n    tracks {\n      kind\n      codec\n      width\n      height\n      sampleRate\n    }\n    failure {\n      message\n    }\n  }\n": typeof types.AddedInputFragmentDoc,
    "\n  fragment ConnectionTest on DestinationTest {\n    ok\n    steps {\n      name\n      ok\n      detail\n      millis\n    }\n    failure {\n      message\n      ...FailureBox\n    }\n  }\n": typeof types.ConnectionTestFragmentDoc,
    "\n  mutation UpdateOutput($id: ID!, $changes: OutputChanges!) {\n    result: updateOutput(id: $id, changes: $changes) {\n      __typename\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n": typeof types.UpdateOutputDocument,
    "\n  query Recognize($text: String!) {\n    recognizeDestination(url: $text) {\n      protocol\n      service\n      url\n      secretParts\n      problem\n      hints\n    }\n  }\n": typeof types.RecognizeDocument,
    "\n  query StreamingServices {\n    streamingServices {\n      name\n      server\n      keyPlace\n      hints\n    }\n  }\n": typeof types.StreamingServicesDocument,
    "\n  mutation AddOutput($output: NewOutput!) {\n    result: createOutput(output: $output) {\n      __typename\n      ... on Output {\n        id\n        name\n        callerUrl\n        hasPassphrase\n      }\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n": typeof types.AddOutputDocument,
    "\n  query OutputSettings($id: ID!) {\n    output(id: $id) {\n      id\n      name\n      inputId\n      protocol\n      tags\n      url\n      hasStreamKey\n      hasPassphrase\n      hasPassword\n      username\n      port\n      latencyMs\n      streamId\n      packetSize\n      ttl\n      localAddress\n      allowInvalidCertificate\n      reconnectDelaySeconds\n      maxReconnectAttempts\n    }\n  }\n": typeof types.OutputSettingsDocument,
    "\n  mutation AddInput($input: NewInput!) {\n    result: createInput(input: $input) {\n      __typename\n      ... on Input {\n        id\n      }\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n": typeof types.AddInputDocument,
    "\n  mutation UpdateInput($id: ID!, $changes: InputChanges!) {\n    result: updateInput(id: $id, changes: $changes) {\n      __typename\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n": typeof types.UpdateInputDocument,
    "\n  query InputSettings($id: ID!) {\n    input(id: $id) {\n      id\n      name\n      udpPort\n      listenAddress\n      multicastGroup\n      sourceAddress\n      tags\n    }\n  }\n": typeof types.InputSettingsDocument,
    "\n  mutation TestDestination($output: NewOutput!) {\n    test: testDestination(output: $output) {\n      ...ConnectionTest\n    }\n  }\n": typeof types.TestDestinationDocument,
    "\n  mutation TestOutput($id: ID!) {\n    test: testOutput(id: $id) {\n      ...ConnectionTest\n    }\n  }\n": typeof types.TestOutputDocument,
    "\n  fragment FailureBox on Failure {\n    code\n    message\n    likelyCause\n    advice\n    evidence\n    firstSeenAt\n    lastSeenAt\n    count\n  }\n": typeof types.FailureBoxFragmentDoc,
    "\n  fragment Picture on Input {\n    tracks {\n      kind\n    }\n  }\n": typeof types.PictureFragmentDoc,
    "\n  fragment RetryNow on Output {\n    id\n    name\n    desired\n    state\n    attempt\n    nextAttemptAt\n    process {\n      pid\n    }\n  }\n": typeof types.RetryNowFragmentDoc,
    "\n  fragment Kept on System {\n    retention {\n      logLines\n      incidents\n      timelineEntries\n      metricsDays\n      stateHistoryDays\n    }\n  }\n": typeof types.KeptFragmentDoc,
    "\n  fragment MachineFigures on System {\n    cpuPercent\n    rssBytes\n    diskFreeBytes\n    machine {\n      cores\n      cpuPercent\n      memoryBytes\n      memoryUsedBytes\n      diskBytes\n    }\n  }\n": typeof types.MachineFiguresFragmentDoc,
    "\n  fragment Ports on System {\n    udpPortsFree\n    udpPortRange {\n      start\n      end\n    }\n    srtPortRange {\n      start\n      end\n    }\n  }\n": typeof types.PortsFragmentDoc,
    "\n  fragment ListenerPort on Output {\n    port\n  }\n": typeof types.ListenerPortFragmentDoc,
    "\n  fragment OutputProcess on Output {\n    process {\n      pid\n    }\n  }\n": typeof types.OutputProcessFragmentDoc,
    "\n  fragment ProgramRow on Component {\n    healthy\n    version\n    detail\n    since\n    protocols\n  }\n": typeof types.ProgramRowFragmentDoc,
    "\n  fragment Programs on System {\n    processes\n    mediamtx {\n      ...ProgramRow\n    }\n    ffmpeg {\n      ...ProgramRow\n    }\n    database {\n      ...ProgramRow\n    }\n  }\n": typeof types.ProgramsFragmentDoc,
    "\n  fragment SystemPage on System {\n    version\n    startedAt\n    ...Programs\n    ...MachineFigures\n    ...Ports\n    ...Kept\n  }\n": typeof types.SystemPageFragmentDoc,
};
const documents: Documents = {
    "\n  query InputToDuplicate($id: ID!) {\n    input(id: $id) {\n      name\n      tags\n      listenAddress\n      multicastGroup\n      sourceAddress\n    }\n  }\n": types.InputToDuplicateDocument,
    "\n  mutation CreateInputCopy($input: NewInput!) {\n    result: createInput(input: $input) {\n      __typename\n      ... on Input {\n        name\n        udpPort\n      }\n      ... on Problem {\n        message\n      }\n    }\n  }\n": types.CreateInputCopyDocument,
    "\n  mutation StartInput($id: ID!) {\n    result: startInput(id: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": types.StartInputDocument,
    "\n  mutation StopInput($id: ID!) {\n    result: stopInput(id: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": types.StopInputDocument,
    "\n  mutation StartTestSignal($id: ID!) {\n    result: startTestSignal(inputId: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": types.StartTestSignalDocument,
    "\n  mutation StopTestSignal($id: ID!) {\n    result: stopTestSignal(inputId: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": types.StopTestSignalDocument,
    "\n  mutation DeleteInput($id: ID!) {\n    result: deleteInput(id: $id) {\n      __typename\n      ... on NotFound {\n        message\n      }\n    }\n  }\n": types.DeleteInputDocument,
    "\n  mutation StartOutputs($ids: [ID!]!) {\n    results: startOutputs(ids: $ids) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": types.StartOutputsDocument,
    "\n  mutation StopOutputs($ids: [ID!]!) {\n    results: stopOutputs(ids: $ids) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": types.StopOutputsDocument,
    "\n  mutation RetryOutput($id: ID!) {\n    result: retryOutput(id: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": types.RetryOutputDocument,
    "\n  mutation DeleteOutput($id: ID!) {\n    result: deleteOutput(id: $id) {\n      __typename\n      ... on NotFound {\n        message\n      }\n    }\n  }\n": types.DeleteOutputDocument,
    "\n  query StateHistory($id: ID!, $hours: Int!, $isInput: Boolean!) {\n    input(id: $id) @include(if: $isInput) {\n      stateHistory(hours: $hours) {\n        state\n        from\n        to\n      }\n    }\n    output(id: $id) @skip(if: $isInput) {\n      stateHistory(hours: $hours) {\n        state\n        from\n        to\n      }\n    }\n  }\n": types.StateHistoryDocument,
    "\n  query Metrics($inputId: ID, $outputId: ID, $range: MetricsRange!) {\n    metrics(inputId: $inputId, outputId: $outputId, range: $range) {\n      from\n      to\n      stepMs\n      points {\n        at\n        bitrateBps\n        minBitrateBps\n        maxBitrateBps\n        errors\n        restarts\n        cpuPercent\n        rssBytes\n      }\n    }\n  }\n": types.MetricsDocument,
    "\n  query Timeline($inputId: ID, $outputId: ID, $first: Int, $before: ID) {\n    timeline(inputId: $inputId, outputId: $outputId, first: $first, before: $before) {\n      hasOlder\n      entries {\n        id\n        at\n        kind\n        text\n        inputState\n        outputState\n        incidentId\n        failure {\n          message\n          evidence\n        }\n      }\n    }\n  }\n": types.TimelineDocument,
    "\n  query IncidentDetail($id: ID!) {\n    incident(id: $id) {\n      id\n      title\n      cause\n      inputId\n      inputName\n      outputIds\n      outputNames\n      openedAt\n      closedAt\n      ending\n      failure {\n        ...FailureBox\n      }\n      entries {\n        at\n        text\n      }\n    }\n  }\n": types.IncidentDetailDocument,
    "\n  query ClosedIncidents($before: ID, $first: Int) {\n    incidents(open: false, before: $before, first: $first) {\n      incidents {\n        id\n        title\n        cause\n        inputId\n        inputName\n        outputIds\n        outputNames\n        openedAt\n        closedAt\n        ending\n      }\n      hasOlder\n    }\n  }\n": types.ClosedIncidentsDocument,
    "\n  fragment OutputListItem on Output {\n    url\n    callerUrl\n    delivery\n    failure {\n      message\n    }\n    ...RetryNow\n  }\n": types.OutputListItemFragmentDoc,
    "\n  fragment InputDetail on Input {\n    id\n    name\n    tags\n    udpPort\n    listenUrl\n    multicastGroup\n    testSignalEndsAt\n    previewUrl\n    desired\n    state\n    stateSince\n    tracks {\n      kind\n      codec\n      profile\n      width\n      height\n      sampleRate\n      channels\n    }\n    failure {\n      message\n      lastSeenAt\n      ...FailureBox\n    }\n  }\n": types.InputDetailFragmentDoc,
    "\n  subscription InputDetailEvents($id: ID!) {\n    inputEvents(id: $id) {\n      kind\n      id\n      input {\n        ...InputDetail\n      }\n      inputs {\n        ...InputDetail\n      }\n    }\n  }\n": types.InputDetailEventsDocument,
    "\n  fragment InputTableRow on Input {\n    multicastGroup\n    testSignalEndsAt\n    ...SignalCell\n  }\n": types.InputTableRowFragmentDoc,
    "\n  fragment InputsFoot on System {\n    udpPortsFree\n    udpPortRange {\n      start\n      end\n    }\n  }\n": types.InputsFootFragmentDoc,
    "\n  fragment SignalCell on Input {\n    state\n    tracks {\n      kind\n      codec\n      width\n      height\n      sampleRate\n    }\n    failure {\n      message\n    }\n  }\n": types.SignalCellFragmentDoc,
    "\n  query InputHistories {\n    inputs {\n      id\n      stateHistory {\n        state\n        from\n        to\n      }\n    }\n  }\n": types.InputHistoriesDocument,
    "\n  query NextFreeUdpPort {\n    nextFreeUdpPort\n  }\n": types.NextFreeUdpPortDocument,
    "\n  fragment LiveInput on Input {\n    id\n    name\n    tags\n    udpPort\n    desired\n    state\n    stateSince\n    ...AddedInput\n    ...ProblemInput\n    ...FirstUseInput\n    ...InputTableRow\n    ...Picture\n  }\n": types.LiveInputFragmentDoc,
    "\n  fragment LiveOutput on Output {\n    id\n    name\n    inputId\n    tags\n    protocol\n    desired\n    state\n    stateSince\n    flapping\n    drops\n    ...OutputListItem\n    ...ProblemOutput\n    ...FirstUseOutput\n    ...ListenerPort\n    ...OutputProcess\n  }\n": types.LiveOutputFragmentDoc,
    "\n  fragment LiveIncident on Incident {\n    id\n    title\n    cause\n    inputId\n    inputName\n    outputIds\n    outputNames\n    openedAt\n    closedAt\n    ...ProblemIncident\n  }\n": types.LiveIncidentFragmentDoc,
    "\n  subscription InputEvents {\n    inputEvents {\n      kind\n      id\n      input {\n        ...LiveInput\n      }\n      inputs {\n        ...LiveInput\n      }\n    }\n  }\n": types.InputEventsDocument,
    "\n  subscription OutputEvents {\n    outputEvents {\n      kind\n      id\n      output {\n        ...LiveOutput\n      }\n      outputs {\n        ...LiveOutput\n      }\n    }\n  }\n": types.OutputEventsDocument,
    "\n  subscription IncidentEvents {\n    incidentEvents {\n      kind\n      incident {\n        ...LiveIncident\n      }\n      incidents {\n        ...LiveIncident\n      }\n    }\n  }\n": types.IncidentEventsDocument,
    "\n  subscription Rates {\n    statistics(everyMs: 1000) {\n      at\n      inputs {\n        id\n        bitrateBps\n        bytesReceived\n      }\n      outputs {\n        id\n        bitrateBps\n        bytesSent\n        callers\n        cpuPercent\n        rssBytes\n      }\n      totals {\n        receivedBps\n        sentBps\n      }\n    }\n  }\n": types.RatesDocument,
    "\n  subscription SystemEvents {\n    systemEvents {\n      ...InputsFoot\n      ...SystemPage\n    }\n  }\n": types.SystemEventsDocument,
    "\n  subscription Stills($inputIds: [ID!]!) {\n    stills(inputIds: $inputIds) {\n      inputId\n      everyMs\n      still {\n        url\n        takenAt\n        width\n        height\n      }\n    }\n  }\n": types.StillsDocument,
    "\n  fragment LogText on LogLine {\n    id\n    at\n    level\n    source\n    outputId\n    inputId\n    text\n    repeated\n    dropped\n  }\n": types.LogTextFragmentDoc,
    "\n  query LogPage(\n    $outputId: ID\n    $inputId: ID\n    $source: LogSource\n    $level: LogLevel\n    $search: String\n    $first: Int\n    $before: ID\n    $until: DateTime\n  ) {\n    logs(\n      outputId: $outputId\n      inputId: $inputId\n      source: $source\n      level: $level\n      search: $search\n      first: $first\n      before: $before\n      until: $until\n    ) {\n      lines {\n        ...LogText\n      }\n      hasOlder\n    }\n  }\n": types.LogPageDocument,
    "\n  subscription LogLines(\n    $outputId: ID\n    $inputId: ID\n    $source: LogSource\n    $level: LogLevel\n    $search: String\n    $after: ID\n    $last: Int\n  ) {\n    logLines(\n      outputId: $outputId\n      inputId: $inputId\n      source: $source\n      level: $level\n      search: $search\n      after: $after\n      last: $last\n    ) {\n      ...LogText\n    }\n  }\n": types.LogLinesDocument,
    "\n  query BeforeStop {\n    incidents(first: 50, open: false) {\n      incidents {\n        id\n        outputIds\n        inputId\n        closedAt\n        failure {\n          message\n        }\n      }\n    }\n  }\n": types.BeforeStopDocument,
    "\n  mutation RenewAccessToken($id: ID!) {\n    result: updateOutput(id: $id, changes: { renewAccessToken: true }) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n": types.RenewAccessTokenDocument,
    "\n  fragment OutputDetail on Output {\n    id\n    name\n    inputId\n    protocol\n    url\n    callerUrl\n    hasStreamKey\n    hasPassphrase\n    hasPassword\n    username\n    latencyMs\n    streamId\n    packetSize\n    ttl\n    localAddress\n    allowInvalidCertificate\n    maxReconnectAttempts\n    desired\n    state\n    stateSince\n    delivery\n    flapping\n    drops\n    attempt\n    nextAttemptAt\n    restarts\n    process {\n      pid\n      startedAt\n    }\n    failure {\n      code\n      message\n      evidence\n      lastSeenAt\n      ...FailureBox\n    }\n    ...RetryNow\n  }\n": types.OutputDetailFragmentDoc,
    "\n  subscription OutputDetailEvents($id: ID!) {\n    outputEvents(id: $id) {\n      kind\n      id\n      output {\n        ...OutputDetail\n      }\n      outputs {\n        ...OutputDetail\n      }\n    }\n  }\n": types.OutputDetailEventsDocument,
    "\n  fragment ProblemIncident on Incident {\n    failure {\n      likelyCause\n    }\n  }\n": types.ProblemIncidentFragmentDoc,
    "\n  fragment ProblemInput on Input {\n    failure {\n      message\n    }\n  }\n": types.ProblemInputFragmentDoc,
    "\n  fragment ProblemOutput on Output {\n    url\n    failure {\n      code\n      message\n    }\n    ...RetryNow\n  }\n": types.ProblemOutputFragmentDoc,
    "\n  mutation CreateFirstInput($input: NewInput!) {\n    result: createInput(input: $input) {\n      __typename\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n": types.CreateFirstInputDocument,
    "\n  fragment FirstUseOutput on Output {\n    failure {\n      message\n    }\n  }\n": types.FirstUseOutputFragmentDoc,
    "\n  fragment FirstUseInput on Input {\n    listenUrl\n    testSignalEndsAt\n  }\n": types.FirstUseInputFragmentDoc,
    "\n  query PastIncidents {\n    incidents(open: false, first: 20) {\n      incidents {\n        id\n        title\n        openedAt\n        closedAt\n      }\n    }\n  }\n": types.PastIncidentsDocument,
    "\n  fragment AddedInput on Input {\n    listenUrl\n    testSignalEndsAt\n    tracks {\n      kind\n      codec\n      width\n      height\n      sampleRate\n    }\n    failure {\n      message\n    }\n  }\n": types.AddedInputFragmentDoc,
    "\n  fragment ConnectionTest on DestinationTest {\n    ok\n    steps {\n      name\n      ok\n      detail\n      millis\n    }\n    failure {\n      message\n      ...FailureBox\n    }\n  }\n": types.ConnectionTestFragmentDoc,
    "\n  mutation UpdateOutput($id: ID!, $changes: OutputChanges!) {\n    result: updateOutput(id: $id, changes: $changes) {\n      __typename\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n": types.UpdateOutputDocument,
    "\n  query Recognize($text: String!) {\n    recognizeDestination(url: $text) {\n      protocol\n      service\n      url\n      secretParts\n      problem\n      hints\n    }\n  }\n": types.RecognizeDocument,
    "\n  query StreamingServices {\n    streamingServices {\n      name\n      server\n      keyPlace\n      hints\n    }\n  }\n": types.StreamingServicesDocument,
    "\n  mutation AddOutput($output: NewOutput!) {\n    result: createOutput(output: $output) {\n      __typename\n      ... on Output {\n        id\n        name\n        callerUrl\n        hasPassphrase\n      }\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n": types.AddOutputDocument,
    "\n  query OutputSettings($id: ID!) {\n    output(id: $id) {\n      id\n      name\n      inputId\n      protocol\n      tags\n      url\n      hasStreamKey\n      hasPassphrase\n      hasPassword\n      username\n      port\n      latencyMs\n      streamId\n      packetSize\n      ttl\n      localAddress\n      allowInvalidCertificate\n      reconnectDelaySeconds\n      maxReconnectAttempts\n    }\n  }\n": types.OutputSettingsDocument,
    "\n  mutation AddInput($input: NewInput!) {\n    result: createInput(input: $input) {\n      __typename\n      ... on Input {\n        id\n      }\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n": types.AddInputDocument,
    "\n  mutation UpdateInput($id: ID!, $changes: InputChanges!) {\n    result: updateInput(id: $id, changes: $changes) {\n      __typename\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n": types.UpdateInputDocument,
    "\n  query InputSettings($id: ID!) {\n    input(id: $id) {\n      id\n      name\n      udpPort\n      listenAddress\n      multicastGroup\n      sourceAddress\n      tags\n    }\n  }\n": types.InputSettingsDocument,
    "\n  mutation TestDestination($output: NewOutput!) {\n    test: testDestination(output: $output) {\n      ...ConnectionTest\n    }\n  }\n": types.TestDestinationDocument,
    "\n  mutation TestOutput($id: ID!) {\n    test: testOutput(id: $id) {\n      ...ConnectionTest\n    }\n  }\n": types.TestOutputDocument,
    "\n  fragment FailureBox on Failure {\n    code\n    message\n    likelyCause\n    advice\n    evidence\n    firstSeenAt\n    lastSeenAt\n    count\n  }\n": types.FailureBoxFragmentDoc,
    "\n  fragment Picture on Input {\n    tracks {\n      kind\n    }\n  }\n": types.PictureFragmentDoc,
    "\n  fragment RetryNow on Output {\n    id\n    name\n    desired\n    state\n    attempt\n    nextAttemptAt\n    process {\n      pid\n    }\n  }\n": types.RetryNowFragmentDoc,
    "\n  fragment Kept on System {\n    retention {\n      logLines\n      incidents\n      timelineEntries\n      metricsDays\n      stateHistoryDays\n    }\n  }\n": types.KeptFragmentDoc,
    "\n  fragment MachineFigures on System {\n    cpuPercent\n    rssBytes\n    diskFreeBytes\n    machine {\n      cores\n      cpuPercent\n      memoryBytes\n      memoryUsedBytes\n      diskBytes\n    }\n  }\n": types.MachineFiguresFragmentDoc,
    "\n  fragment Ports on System {\n    udpPortsFree\n    udpPortRange {\n      start\n      end\n    }\n    srtPortRange {\n      start\n      end\n    }\n  }\n": types.PortsFragmentDoc,
    "\n  fragment ListenerPort on Output {\n    port\n  }\n": types.ListenerPortFragmentDoc,
    "\n  fragment OutputProcess on Output {\n    process {\n      pid\n    }\n  }\n": types.OutputProcessFragmentDoc,
    "\n  fragment ProgramRow on Component {\n    healthy\n    version\n    detail\n    since\n    protocols\n  }\n": types.ProgramRowFragmentDoc,
    "\n  fragment Programs on System {\n    processes\n    mediamtx {\n      ...ProgramRow\n    }\n    ffmpeg {\n      ...ProgramRow\n    }\n    database {\n      ...ProgramRow\n    }\n  }\n": types.ProgramsFragmentDoc,
    "\n  fragment SystemPage on System {\n    version\n    startedAt\n    ...Programs\n    ...MachineFigures\n    ...Ports\n    ...Kept\n  }\n": types.SystemPageFragmentDoc,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InputToDuplicate($id: ID!) {\n    input(id: $id) {\n      name\n      tags\n      listenAddress\n      multicastGroup\n      sourceAddress\n    }\n  }\n"): (typeof documents)["\n  query InputToDuplicate($id: ID!) {\n    input(id: $id) {\n      name\n      tags\n      listenAddress\n      multicastGroup\n      sourceAddress\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateInputCopy($input: NewInput!) {\n    result: createInput(input: $input) {\n      __typename\n      ... on Input {\n        name\n        udpPort\n      }\n      ... on Problem {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateInputCopy($input: NewInput!) {\n    result: createInput(input: $input) {\n      __typename\n      ... on Input {\n        name\n        udpPort\n      }\n      ... on Problem {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartInput($id: ID!) {\n    result: startInput(id: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StartInput($id: ID!) {\n    result: startInput(id: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StopInput($id: ID!) {\n    result: stopInput(id: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StopInput($id: ID!) {\n    result: stopInput(id: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartTestSignal($id: ID!) {\n    result: startTestSignal(inputId: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StartTestSignal($id: ID!) {\n    result: startTestSignal(inputId: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StopTestSignal($id: ID!) {\n    result: stopTestSignal(inputId: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StopTestSignal($id: ID!) {\n    result: stopTestSignal(inputId: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteInput($id: ID!) {\n    result: deleteInput(id: $id) {\n      __typename\n      ... on NotFound {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteInput($id: ID!) {\n    result: deleteInput(id: $id) {\n      __typename\n      ... on NotFound {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StartOutputs($ids: [ID!]!) {\n    results: startOutputs(ids: $ids) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StartOutputs($ids: [ID!]!) {\n    results: startOutputs(ids: $ids) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation StopOutputs($ids: [ID!]!) {\n    results: stopOutputs(ids: $ids) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation StopOutputs($ids: [ID!]!) {\n    results: stopOutputs(ids: $ids) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RetryOutput($id: ID!) {\n    result: retryOutput(id: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RetryOutput($id: ID!) {\n    result: retryOutput(id: $id) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteOutput($id: ID!) {\n    result: deleteOutput(id: $id) {\n      __typename\n      ... on NotFound {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation DeleteOutput($id: ID!) {\n    result: deleteOutput(id: $id) {\n      __typename\n      ... on NotFound {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StateHistory($id: ID!, $hours: Int!, $isInput: Boolean!) {\n    input(id: $id) @include(if: $isInput) {\n      stateHistory(hours: $hours) {\n        state\n        from\n        to\n      }\n    }\n    output(id: $id) @skip(if: $isInput) {\n      stateHistory(hours: $hours) {\n        state\n        from\n        to\n      }\n    }\n  }\n"): (typeof documents)["\n  query StateHistory($id: ID!, $hours: Int!, $isInput: Boolean!) {\n    input(id: $id) @include(if: $isInput) {\n      stateHistory(hours: $hours) {\n        state\n        from\n        to\n      }\n    }\n    output(id: $id) @skip(if: $isInput) {\n      stateHistory(hours: $hours) {\n        state\n        from\n        to\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Metrics($inputId: ID, $outputId: ID, $range: MetricsRange!) {\n    metrics(inputId: $inputId, outputId: $outputId, range: $range) {\n      from\n      to\n      stepMs\n      points {\n        at\n        bitrateBps\n        minBitrateBps\n        maxBitrateBps\n        errors\n        restarts\n        cpuPercent\n        rssBytes\n      }\n    }\n  }\n"): (typeof documents)["\n  query Metrics($inputId: ID, $outputId: ID, $range: MetricsRange!) {\n    metrics(inputId: $inputId, outputId: $outputId, range: $range) {\n      from\n      to\n      stepMs\n      points {\n        at\n        bitrateBps\n        minBitrateBps\n        maxBitrateBps\n        errors\n        restarts\n        cpuPercent\n        rssBytes\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Timeline($inputId: ID, $outputId: ID, $first: Int, $before: ID) {\n    timeline(inputId: $inputId, outputId: $outputId, first: $first, before: $before) {\n      hasOlder\n      entries {\n        id\n        at\n        kind\n        text\n        inputState\n        outputState\n        incidentId\n        failure {\n          message\n          evidence\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Timeline($inputId: ID, $outputId: ID, $first: Int, $before: ID) {\n    timeline(inputId: $inputId, outputId: $outputId, first: $first, before: $before) {\n      hasOlder\n      entries {\n        id\n        at\n        kind\n        text\n        inputState\n        outputState\n        incidentId\n        failure {\n          message\n          evidence\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query IncidentDetail($id: ID!) {\n    incident(id: $id) {\n      id\n      title\n      cause\n      inputId\n      inputName\n      outputIds\n      outputNames\n      openedAt\n      closedAt\n      ending\n      failure {\n        ...FailureBox\n      }\n      entries {\n        at\n        text\n      }\n    }\n  }\n"): (typeof documents)["\n  query IncidentDetail($id: ID!) {\n    incident(id: $id) {\n      id\n      title\n      cause\n      inputId\n      inputName\n      outputIds\n      outputNames\n      openedAt\n      closedAt\n      ending\n      failure {\n        ...FailureBox\n      }\n      entries {\n        at\n        text\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ClosedIncidents($before: ID, $first: Int) {\n    incidents(open: false, before: $before, first: $first) {\n      incidents {\n        id\n        title\n        cause\n        inputId\n        inputName\n        outputIds\n        outputNames\n        openedAt\n        closedAt\n        ending\n      }\n      hasOlder\n    }\n  }\n"): (typeof documents)["\n  query ClosedIncidents($before: ID, $first: Int) {\n    incidents(open: false, before: $before, first: $first) {\n      incidents {\n        id\n        title\n        cause\n        inputId\n        inputName\n        outputIds\n        outputNames\n        openedAt\n        closedAt\n        ending\n      }\n      hasOlder\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OutputListItem on Output {\n    url\n    callerUrl\n    delivery\n    failure {\n      message\n    }\n    ...RetryNow\n  }\n"): (typeof documents)["\n  fragment OutputListItem on Output {\n    url\n    callerUrl\n    delivery\n    failure {\n      message\n    }\n    ...RetryNow\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment InputDetail on Input {\n    id\n    name\n    tags\n    udpPort\n    listenUrl\n    multicastGroup\n    testSignalEndsAt\n    previewUrl\n    desired\n    state\n    stateSince\n    tracks {\n      kind\n      codec\n      profile\n      width\n      height\n      sampleRate\n      channels\n    }\n    failure {\n      message\n      lastSeenAt\n      ...FailureBox\n    }\n  }\n"): (typeof documents)["\n  fragment InputDetail on Input {\n    id\n    name\n    tags\n    udpPort\n    listenUrl\n    multicastGroup\n    testSignalEndsAt\n    previewUrl\n    desired\n    state\n    stateSince\n    tracks {\n      kind\n      codec\n      profile\n      width\n      height\n      sampleRate\n      channels\n    }\n    failure {\n      message\n      lastSeenAt\n      ...FailureBox\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription InputDetailEvents($id: ID!) {\n    inputEvents(id: $id) {\n      kind\n      id\n      input {\n        ...InputDetail\n      }\n      inputs {\n        ...InputDetail\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription InputDetailEvents($id: ID!) {\n    inputEvents(id: $id) {\n      kind\n      id\n      input {\n        ...InputDetail\n      }\n      inputs {\n        ...InputDetail\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment InputTableRow on Input {\n    multicastGroup\n    testSignalEndsAt\n    ...SignalCell\n  }\n"): (typeof documents)["\n  fragment InputTableRow on Input {\n    multicastGroup\n    testSignalEndsAt\n    ...SignalCell\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment InputsFoot on System {\n    udpPortsFree\n    udpPortRange {\n      start\n      end\n    }\n  }\n"): (typeof documents)["\n  fragment InputsFoot on System {\n    udpPortsFree\n    udpPortRange {\n      start\n      end\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SignalCell on Input {\n    state\n    tracks {\n      kind\n      codec\n      width\n      height\n      sampleRate\n    }\n    failure {\n      message\n    }\n  }\n"): (typeof documents)["\n  fragment SignalCell on Input {\n    state\n    tracks {\n      kind\n      codec\n      width\n      height\n      sampleRate\n    }\n    failure {\n      message\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InputHistories {\n    inputs {\n      id\n      stateHistory {\n        state\n        from\n        to\n      }\n    }\n  }\n"): (typeof documents)["\n  query InputHistories {\n    inputs {\n      id\n      stateHistory {\n        state\n        from\n        to\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NextFreeUdpPort {\n    nextFreeUdpPort\n  }\n"): (typeof documents)["\n  query NextFreeUdpPort {\n    nextFreeUdpPort\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LiveInput on Input {\n    id\n    name\n    tags\n    udpPort\n    desired\n    state\n    stateSince\n    ...AddedInput\n    ...ProblemInput\n    ...FirstUseInput\n    ...InputTableRow\n    ...Picture\n  }\n"): (typeof documents)["\n  fragment LiveInput on Input {\n    id\n    name\n    tags\n    udpPort\n    desired\n    state\n    stateSince\n    ...AddedInput\n    ...ProblemInput\n    ...FirstUseInput\n    ...InputTableRow\n    ...Picture\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LiveOutput on Output {\n    id\n    name\n    inputId\n    tags\n    protocol\n    desired\n    state\n    stateSince\n    flapping\n    drops\n    ...OutputListItem\n    ...ProblemOutput\n    ...FirstUseOutput\n    ...ListenerPort\n    ...OutputProcess\n  }\n"): (typeof documents)["\n  fragment LiveOutput on Output {\n    id\n    name\n    inputId\n    tags\n    protocol\n    desired\n    state\n    stateSince\n    flapping\n    drops\n    ...OutputListItem\n    ...ProblemOutput\n    ...FirstUseOutput\n    ...ListenerPort\n    ...OutputProcess\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LiveIncident on Incident {\n    id\n    title\n    cause\n    inputId\n    inputName\n    outputIds\n    outputNames\n    openedAt\n    closedAt\n    ...ProblemIncident\n  }\n"): (typeof documents)["\n  fragment LiveIncident on Incident {\n    id\n    title\n    cause\n    inputId\n    inputName\n    outputIds\n    outputNames\n    openedAt\n    closedAt\n    ...ProblemIncident\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription InputEvents {\n    inputEvents {\n      kind\n      id\n      input {\n        ...LiveInput\n      }\n      inputs {\n        ...LiveInput\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription InputEvents {\n    inputEvents {\n      kind\n      id\n      input {\n        ...LiveInput\n      }\n      inputs {\n        ...LiveInput\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription OutputEvents {\n    outputEvents {\n      kind\n      id\n      output {\n        ...LiveOutput\n      }\n      outputs {\n        ...LiveOutput\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription OutputEvents {\n    outputEvents {\n      kind\n      id\n      output {\n        ...LiveOutput\n      }\n      outputs {\n        ...LiveOutput\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription IncidentEvents {\n    incidentEvents {\n      kind\n      incident {\n        ...LiveIncident\n      }\n      incidents {\n        ...LiveIncident\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription IncidentEvents {\n    incidentEvents {\n      kind\n      incident {\n        ...LiveIncident\n      }\n      incidents {\n        ...LiveIncident\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Rates {\n    statistics(everyMs: 1000) {\n      at\n      inputs {\n        id\n        bitrateBps\n        bytesReceived\n      }\n      outputs {\n        id\n        bitrateBps\n        bytesSent\n        callers\n        cpuPercent\n        rssBytes\n      }\n      totals {\n        receivedBps\n        sentBps\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Rates {\n    statistics(everyMs: 1000) {\n      at\n      inputs {\n        id\n        bitrateBps\n        bytesReceived\n      }\n      outputs {\n        id\n        bitrateBps\n        bytesSent\n        callers\n        cpuPercent\n        rssBytes\n      }\n      totals {\n        receivedBps\n        sentBps\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription SystemEvents {\n    systemEvents {\n      ...InputsFoot\n      ...SystemPage\n    }\n  }\n"): (typeof documents)["\n  subscription SystemEvents {\n    systemEvents {\n      ...InputsFoot\n      ...SystemPage\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Stills($inputIds: [ID!]!) {\n    stills(inputIds: $inputIds) {\n      inputId\n      everyMs\n      still {\n        url\n        takenAt\n        width\n        height\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription Stills($inputIds: [ID!]!) {\n    stills(inputIds: $inputIds) {\n      inputId\n      everyMs\n      still {\n        url\n        takenAt\n        width\n        height\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment LogText on LogLine {\n    id\n    at\n    level\n    source\n    outputId\n    inputId\n    text\n    repeated\n    dropped\n  }\n"): (typeof documents)["\n  fragment LogText on LogLine {\n    id\n    at\n    level\n    source\n    outputId\n    inputId\n    text\n    repeated\n    dropped\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LogPage(\n    $outputId: ID\n    $inputId: ID\n    $source: LogSource\n    $level: LogLevel\n    $search: String\n    $first: Int\n    $before: ID\n    $until: DateTime\n  ) {\n    logs(\n      outputId: $outputId\n      inputId: $inputId\n      source: $source\n      level: $level\n      search: $search\n      first: $first\n      before: $before\n      until: $until\n    ) {\n      lines {\n        ...LogText\n      }\n      hasOlder\n    }\n  }\n"): (typeof documents)["\n  query LogPage(\n    $outputId: ID\n    $inputId: ID\n    $source: LogSource\n    $level: LogLevel\n    $search: String\n    $first: Int\n    $before: ID\n    $until: DateTime\n  ) {\n    logs(\n      outputId: $outputId\n      inputId: $inputId\n      source: $source\n      level: $level\n      search: $search\n      first: $first\n      before: $before\n      until: $until\n    ) {\n      lines {\n        ...LogText\n      }\n      hasOlder\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription LogLines(\n    $outputId: ID\n    $inputId: ID\n    $source: LogSource\n    $level: LogLevel\n    $search: String\n    $after: ID\n    $last: Int\n  ) {\n    logLines(\n      outputId: $outputId\n      inputId: $inputId\n      source: $source\n      level: $level\n      search: $search\n      after: $after\n      last: $last\n    ) {\n      ...LogText\n    }\n  }\n"): (typeof documents)["\n  subscription LogLines(\n    $outputId: ID\n    $inputId: ID\n    $source: LogSource\n    $level: LogLevel\n    $search: String\n    $after: ID\n    $last: Int\n  ) {\n    logLines(\n      outputId: $outputId\n      inputId: $inputId\n      source: $source\n      level: $level\n      search: $search\n      after: $after\n      last: $last\n    ) {\n      ...LogText\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BeforeStop {\n    incidents(first: 50, open: false) {\n      incidents {\n        id\n        outputIds\n        inputId\n        closedAt\n        failure {\n          message\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query BeforeStop {\n    incidents(first: 50, open: false) {\n      incidents {\n        id\n        outputIds\n        inputId\n        closedAt\n        failure {\n          message\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RenewAccessToken($id: ID!) {\n    result: updateOutput(id: $id, changes: { renewAccessToken: true }) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation RenewAccessToken($id: ID!) {\n    result: updateOutput(id: $id, changes: { renewAccessToken: true }) {\n      __typename\n      ... on Problem {\n        message\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OutputDetail on Output {\n    id\n    name\n    inputId\n    protocol\n    url\n    callerUrl\n    hasStreamKey\n    hasPassphrase\n    hasPassword\n    username\n    latencyMs\n    streamId\n    packetSize\n    ttl\n    localAddress\n    allowInvalidCertificate\n    maxReconnectAttempts\n    desired\n    state\n    stateSince\n    delivery\n    flapping\n    drops\n    attempt\n    nextAttemptAt\n    restarts\n    process {\n      pid\n      startedAt\n    }\n    failure {\n      code\n      message\n      evidence\n      lastSeenAt\n      ...FailureBox\n    }\n    ...RetryNow\n  }\n"): (typeof documents)["\n  fragment OutputDetail on Output {\n    id\n    name\n    inputId\n    protocol\n    url\n    callerUrl\n    hasStreamKey\n    hasPassphrase\n    hasPassword\n    username\n    latencyMs\n    streamId\n    packetSize\n    ttl\n    localAddress\n    allowInvalidCertificate\n    maxReconnectAttempts\n    desired\n    state\n    stateSince\n    delivery\n    flapping\n    drops\n    attempt\n    nextAttemptAt\n    restarts\n    process {\n      pid\n      startedAt\n    }\n    failure {\n      code\n      message\n      evidence\n      lastSeenAt\n      ...FailureBox\n    }\n    ...RetryNow\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription OutputDetailEvents($id: ID!) {\n    outputEvents(id: $id) {\n      kind\n      id\n      output {\n        ...OutputDetail\n      }\n      outputs {\n        ...OutputDetail\n      }\n    }\n  }\n"): (typeof documents)["\n  subscription OutputDetailEvents($id: ID!) {\n    outputEvents(id: $id) {\n      kind\n      id\n      output {\n        ...OutputDetail\n      }\n      outputs {\n        ...OutputDetail\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProblemIncident on Incident {\n    failure {\n      likelyCause\n    }\n  }\n"): (typeof documents)["\n  fragment ProblemIncident on Incident {\n    failure {\n      likelyCause\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProblemInput on Input {\n    failure {\n      message\n    }\n  }\n"): (typeof documents)["\n  fragment ProblemInput on Input {\n    failure {\n      message\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProblemOutput on Output {\n    url\n    failure {\n      code\n      message\n    }\n    ...RetryNow\n  }\n"): (typeof documents)["\n  fragment ProblemOutput on Output {\n    url\n    failure {\n      code\n      message\n    }\n    ...RetryNow\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateFirstInput($input: NewInput!) {\n    result: createInput(input: $input) {\n      __typename\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation CreateFirstInput($input: NewInput!) {\n    result: createInput(input: $input) {\n      __typename\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FirstUseOutput on Output {\n    failure {\n      message\n    }\n  }\n"): (typeof documents)["\n  fragment FirstUseOutput on Output {\n    failure {\n      message\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FirstUseInput on Input {\n    listenUrl\n    testSignalEndsAt\n  }\n"): (typeof documents)["\n  fragment FirstUseInput on Input {\n    listenUrl\n    testSignalEndsAt\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PastIncidents {\n    incidents(open: false, first: 20) {\n      incidents {\n        id\n        title\n        openedAt\n        closedAt\n      }\n    }\n  }\n"): (typeof documents)["\n  query PastIncidents {\n    incidents(open: false, first: 20) {\n      incidents {\n        id\n        title\n        openedAt\n        closedAt\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AddedInput on Input {\n    listenUrl\n    testSignalEndsAt\n    tracks {\n      kind\n      codec\n      width\n      height\n      sampleRate\n    }\n    failure {\n      message\n    }\n  }\n"): (typeof documents)["\n  fragment AddedInput on Input {\n    listenUrl\n    testSignalEndsAt\n    tracks {\n      kind\n      codec\n      width\n      height\n      sampleRate\n    }\n    failure {\n      message\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ConnectionTest on DestinationTest {\n    ok\n    steps {\n      name\n      ok\n      detail\n      millis\n    }\n    failure {\n      message\n      ...FailureBox\n    }\n  }\n"): (typeof documents)["\n  fragment ConnectionTest on DestinationTest {\n    ok\n    steps {\n      name\n      ok\n      detail\n      millis\n    }\n    failure {\n      message\n      ...FailureBox\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateOutput($id: ID!, $changes: OutputChanges!) {\n    result: updateOutput(id: $id, changes: $changes) {\n      __typename\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateOutput($id: ID!, $changes: OutputChanges!) {\n    result: updateOutput(id: $id, changes: $changes) {\n      __typename\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Recognize($text: String!) {\n    recognizeDestination(url: $text) {\n      protocol\n      service\n      url\n      secretParts\n      problem\n      hints\n    }\n  }\n"): (typeof documents)["\n  query Recognize($text: String!) {\n    recognizeDestination(url: $text) {\n      protocol\n      service\n      url\n      secretParts\n      problem\n      hints\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query StreamingServices {\n    streamingServices {\n      name\n      server\n      keyPlace\n      hints\n    }\n  }\n"): (typeof documents)["\n  query StreamingServices {\n    streamingServices {\n      name\n      server\n      keyPlace\n      hints\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddOutput($output: NewOutput!) {\n    result: createOutput(output: $output) {\n      __typename\n      ... on Output {\n        id\n        name\n        callerUrl\n        hasPassphrase\n      }\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AddOutput($output: NewOutput!) {\n    result: createOutput(output: $output) {\n      __typename\n      ... on Output {\n        id\n        name\n        callerUrl\n        hasPassphrase\n      }\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OutputSettings($id: ID!) {\n    output(id: $id) {\n      id\n      name\n      inputId\n      protocol\n      tags\n      url\n      hasStreamKey\n      hasPassphrase\n      hasPassword\n      username\n      port\n      latencyMs\n      streamId\n      packetSize\n      ttl\n      localAddress\n      allowInvalidCertificate\n      reconnectDelaySeconds\n      maxReconnectAttempts\n    }\n  }\n"): (typeof documents)["\n  query OutputSettings($id: ID!) {\n    output(id: $id) {\n      id\n      name\n      inputId\n      protocol\n      tags\n      url\n      hasStreamKey\n      hasPassphrase\n      hasPassword\n      username\n      port\n      latencyMs\n      streamId\n      packetSize\n      ttl\n      localAddress\n      allowInvalidCertificate\n      reconnectDelaySeconds\n      maxReconnectAttempts\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation AddInput($input: NewInput!) {\n    result: createInput(input: $input) {\n      __typename\n      ... on Input {\n        id\n      }\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation AddInput($input: NewInput!) {\n    result: createInput(input: $input) {\n      __typename\n      ... on Input {\n        id\n      }\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateInput($id: ID!, $changes: InputChanges!) {\n    result: updateInput(id: $id, changes: $changes) {\n      __typename\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation UpdateInput($id: ID!, $changes: InputChanges!) {\n    result: updateInput(id: $id, changes: $changes) {\n      __typename\n      ... on Problem {\n        message\n      }\n      ... on InvalidValue {\n        field\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query InputSettings($id: ID!) {\n    input(id: $id) {\n      id\n      name\n      udpPort\n      listenAddress\n      multicastGroup\n      sourceAddress\n      tags\n    }\n  }\n"): (typeof documents)["\n  query InputSettings($id: ID!) {\n    input(id: $id) {\n      id\n      name\n      udpPort\n      listenAddress\n      multicastGroup\n      sourceAddress\n      tags\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TestDestination($output: NewOutput!) {\n    test: testDestination(output: $output) {\n      ...ConnectionTest\n    }\n  }\n"): (typeof documents)["\n  mutation TestDestination($output: NewOutput!) {\n    test: testDestination(output: $output) {\n      ...ConnectionTest\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation TestOutput($id: ID!) {\n    test: testOutput(id: $id) {\n      ...ConnectionTest\n    }\n  }\n"): (typeof documents)["\n  mutation TestOutput($id: ID!) {\n    test: testOutput(id: $id) {\n      ...ConnectionTest\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FailureBox on Failure {\n    code\n    message\n    likelyCause\n    advice\n    evidence\n    firstSeenAt\n    lastSeenAt\n    count\n  }\n"): (typeof documents)["\n  fragment FailureBox on Failure {\n    code\n    message\n    likelyCause\n    advice\n    evidence\n    firstSeenAt\n    lastSeenAt\n    count\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Picture on Input {\n    tracks {\n      kind\n    }\n  }\n"): (typeof documents)["\n  fragment Picture on Input {\n    tracks {\n      kind\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment RetryNow on Output {\n    id\n    name\n    desired\n    state\n    attempt\n    nextAttemptAt\n    process {\n      pid\n    }\n  }\n"): (typeof documents)["\n  fragment RetryNow on Output {\n    id\n    name\n    desired\n    state\n    attempt\n    nextAttemptAt\n    process {\n      pid\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Kept on System {\n    retention {\n      logLines\n      incidents\n      timelineEntries\n      metricsDays\n      stateHistoryDays\n    }\n  }\n"): (typeof documents)["\n  fragment Kept on System {\n    retention {\n      logLines\n      incidents\n      timelineEntries\n      metricsDays\n      stateHistoryDays\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment MachineFigures on System {\n    cpuPercent\n    rssBytes\n    diskFreeBytes\n    machine {\n      cores\n      cpuPercent\n      memoryBytes\n      memoryUsedBytes\n      diskBytes\n    }\n  }\n"): (typeof documents)["\n  fragment MachineFigures on System {\n    cpuPercent\n    rssBytes\n    diskFreeBytes\n    machine {\n      cores\n      cpuPercent\n      memoryBytes\n      memoryUsedBytes\n      diskBytes\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Ports on System {\n    udpPortsFree\n    udpPortRange {\n      start\n      end\n    }\n    srtPortRange {\n      start\n      end\n    }\n  }\n"): (typeof documents)["\n  fragment Ports on System {\n    udpPortsFree\n    udpPortRange {\n      start\n      end\n    }\n    srtPortRange {\n      start\n      end\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ListenerPort on Output {\n    port\n  }\n"): (typeof documents)["\n  fragment ListenerPort on Output {\n    port\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment OutputProcess on Output {\n    process {\n      pid\n    }\n  }\n"): (typeof documents)["\n  fragment OutputProcess on Output {\n    process {\n      pid\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProgramRow on Component {\n    healthy\n    version\n    detail\n    since\n    protocols\n  }\n"): (typeof documents)["\n  fragment ProgramRow on Component {\n    healthy\n    version\n    detail\n    since\n    protocols\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment Programs on System {\n    processes\n    mediamtx {\n      ...ProgramRow\n    }\n    ffmpeg {\n      ...ProgramRow\n    }\n    database {\n      ...ProgramRow\n    }\n  }\n"): (typeof documents)["\n  fragment Programs on System {\n    processes\n    mediamtx {\n      ...ProgramRow\n    }\n    ffmpeg {\n      ...ProgramRow\n    }\n    database {\n      ...ProgramRow\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SystemPage on System {\n    version\n    startedAt\n    ...Programs\n    ...MachineFigures\n    ...Ports\n    ...Kept\n  }\n"): (typeof documents)["\n  fragment SystemPage on System {\n    version\n    startedAt\n    ...Programs\n    ...MachineFigures\n    ...Ports\n    ...Kept\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;