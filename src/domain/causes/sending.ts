import type { Rule } from './rule.ts'

const carriedAnywhere = [
  'Let the encoder send H.264 video with AAC audio',
  'Or use an SRT or UDP output, which carry what the feed carries',
]

/** What FFmpeg cannot do with the feed or with the settings: trying again does not help. */
export const settingRules: Rule[] = [
  {
    code: 'CODEC_NOT_CARRIED',
    pattern: /codec (\w+) not compatible with/i,
    words: ({ caught }) => ({
      message: `This output cannot carry the codec ${caught} of the feed`,
      likelyCause: 'The feed is sent on as it is, and the protocol has no place for this codec',
      advice: carriedAnywhere,
    }),
  },
  {
    code: 'CODEC_NOT_CARRIED',
    pattern: /at most one (audio|video) stream is supported/i,
    words: ({ caught }) => ({
      message: `This output carries one ${caught} track, and the feed has more`,
      likelyCause: 'The protocol has place for one only',
      advice: [`Let the encoder send one ${caught} track`, 'Or use an SRT or UDP output, which carry them all'],
    }),
  },
  {
    code: 'CODEC_NOT_CARRIED',
    pattern: /Tag .* incompatible with output codec|(?:Could not find tag for|Unsupported) codec (\w+)/i,
    words: ({ caught }) => ({
      message: `This output cannot carry ${caught ? `the codec ${caught}` : 'a codec'} of the feed`,
      likelyCause: 'The feed is sent on as it is, and the protocol has no place for this codec',
      advice: carriedAnywhere,
    }),
  },
  {
    code: 'BAD_OPTION',
    pattern: /Protocol not found/,
    words: () => ({
      message: 'This FFmpeg cannot send by the protocol of this output',
      likelyCause: 'It was built without it',
      advice: ['Set FFMPEG_BIN to an FFmpeg with SRT and RTMPS, or remove FFMPEG_BIN, and start the server again with npm start'],
    }),
  },
  {
    code: 'BAD_OPTION',
    pattern: /Unrecognized option '([^']*)'/,
    words: ({ caught }) => ({
      message: `This FFmpeg does not know the option ${caught}`,
      likelyCause: 'It is older than 5.1, or was built without what the option belongs to',
      advice: ['Set FFMPEG_BIN to an FFmpeg 5.1 or newer, and start the server again'],
    }),
  },
  {
    code: 'BAD_OPTION',
    pattern: /Error setting option (\S+) to value|Unable to parse option value/,
    words: ({ caught }) => ({
      message: caught ? `FFmpeg does not take the value of ${caught}` : 'FFmpeg does not take a setting of this output',
      likelyCause: 'It is out of the range that is allowed',
      advice: ['Change it in the settings of this output; it is tried again at once'],
    }),
  },
]

/** A connection that ends so soon is rather ended by the destination than cut on the way. */
const shortlyMs = 5000

function seconds(ms: number): string {
  return ms < 1000 ? 'less than a second' : `${Math.round(ms / 1000)} s`
}

const broken =
  '(Broken pipe|Connection reset by peer|Connection aborted|Connection timed out|Operation timed out|Input/output error|End of file)'
const writing =
  'av_interleaved_write_frame\\(\\)|Error submitting a packet to the muxer|Error muxing a packet|Error writing trailer'

/** The connection broke while media was on its way, or was about to be. */
export const lossRules: Rule[] = [
  {
    code: 'REJECTED',
    pattern: new RegExp(`(?:${writing}).*?${broken}`, 'i'),
    when: ({ liveMs, destination }) => liveMs == null && destination !== null && destination.protocol !== 'UDP',
    words: ({ subject }) => ({
      message: `${subject} took the connection, and closed it as soon as the stream began`,
      likelyCause: 'Somebody else already sends with this key or to this path, or it does not accept the stream',
      advice: [
        'Check stream key, stream id or path against what the destination gave you',
        'Look for another sender with the same one, and stop it',
        'Check that the destination takes the codecs of the feed',
      ],
    }),
  },
  {
    code: 'CONNECTION_LOST',
    pattern: new RegExp(`(?:${writing}).*?(?:Connection|Operation) timed out`, 'i'),
    words: ({ subject }) => ({
      message: `${subject} took no more data, and the connection was given up`,
      likelyCause: 'The destination hangs, the network between was cut, or it is too slow for the feed',
      advice: ['Look at the destination', 'Check the network between this server and the destination'],
    }),
  },
  {
    code: 'CONNECTION_LOST',
    pattern: new RegExp(`(?:${writing}).*?${broken}`, 'i'),
    when: ({ liveMs, destination }) =>
      liveMs != null && liveMs < shortlyMs && destination !== null && destination.protocol !== 'UDP',
    words: ({ subject, end }) => ({
      message: `${subject} ended the connection ${seconds(end.liveMs ?? 0)} after the stream began`,
      likelyCause: 'Somebody else already sends with this key or to this path, or the destination does not like the stream',
      advice: [
        'Look for another sender with the same stream key, stream id or path, and stop it',
        'Look at the destination: did it restart, or does it show an error?',
        'Check that it takes the codecs and the bit rate of the feed',
      ],
    }),
  },
  {
    code: 'CONNECTION_LOST',
    pattern: new RegExp(`(?:${writing}).*?${broken}|(?:Broken pipe|Connection reset by peer)`, 'i'),
    words: ({ host }) => ({
      message: `The connection to ${host} broke`,
      likelyCause: 'The destination closed it, or the network between was cut',
      advice: [
        'Look at the destination: did it restart, or end the stream?',
        'Check the network between this server and the destination',
      ],
    }),
  },
]
