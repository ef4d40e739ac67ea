import type { Rule } from './rule.ts'

/** The answers of an RTSP server. FFmpeg shows no line of its own for 400. */
export const rtspRules: Rule[] = [
  {
    code: 'AUTHENTICATION',
    pattern: /method \w+ failed: 401|Server returned 401/,
    words: ({ subject }) => ({
      message: `${subject} does not accept the user name or the password`,
      likelyCause: 'They are missing, mistyped or no longer valid',
      advice: ['Enter user name and password again', 'Ask the destination whether the account may publish to this path'],
    }),
  },
  {
    code: 'AUTHENTICATION',
    pattern: /method \w+ failed: 403|Server returned 403/,
    words: ({ subject }) => ({
      message: `${subject} does not let this account publish there`,
      likelyCause: 'The account may not publish to this path, or not from the address of this server',
      advice: ['Check the path in the URL', 'Ask the destination for the right to publish'],
    }),
  },
  {
    code: 'PATH_NOT_FOUND',
    pattern: /method \w+ failed: 404|Server returned 404/,
    words: ({ subject }) => ({
      message: `${subject} does not know the path in the URL`,
      likelyCause: 'The path is mistyped, or it was not set up at the destination',
      advice: ['Check the path in the URL', 'Set the path up at the destination'],
    }),
  },
  {
    code: 'REJECTED',
    pattern: /method \w+ failed: (.*)/,
    words: ({ subject, caught }) => ({
      message: `${subject} refused the stream: ${caught.trim()}`,
      likelyCause: null,
      advice: ['Look at the log of the destination', 'Check the path in the URL'],
    }),
  },
  {
    code: 'REJECTED',
    pattern: /Could not write header .*Server returned (400 Bad Request|[45]XX.*)/,
    words: ({ subject, caught }) => ({
      message: `${subject} refused the stream: ${caught.trim()}`,
      likelyCause: 'It does not know the path, or it cannot take a codec of the feed',
      advice: ['Check the path in the URL', 'Check that the destination takes the codecs of the feed', 'Look at its log'],
    }),
  },
  {
    code: 'REJECTED',
    pattern: /Could not write header .*(?:Invalid data found|End of file|Connection reset|Broken pipe|Input\/output error)/,
    when: ({ destination, liveMs }) => destination?.protocol === 'RTSP' && liveMs == null,
    words: ({ subject, port }) => ({
      message: `${subject} took the connection on ${port}, and closed it again`,
      likelyCause: 'Somebody else already sends to this path, or it is not an RTSP server',
      advice: [
        'Look for another sender to the same path, and stop it',
        'Check host and port in the URL: RTSP is mostly on 554 or 8554',
        'Look at the log of the destination',
      ],
    }),
  },
]
