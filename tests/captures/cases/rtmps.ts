import { greetings, startTcpPeer } from '../peers/tcp.ts'
import { makeCertificate, startTlsPeer } from '../peers/tls.ts'
import type { BrokenPeer, Meeting } from '../stage.ts'
import { streamKey, toRtmp } from './outputs.ts'

const meeting = (host: string, port: number, caFile: string): Meeting => ({
  output: toRtmp(`rtmps://${host}:${port}`, { caFile }),
  secrets: [streamKey],
})

const plain = (
  [
    ['speaks no TLS and closes at the first words', greetings.closesOnHello],
    ['speaks HTTP without TLS', greetings.http],
    ['speaks SSH', greetings.ssh],
    ['accepts, and closes', greetings.closesAtOnce],
  ] as const
).map(([does, greet]): Omit<BrokenPeer, 'protocol'> => ({
  name: `RTMPS: a server that ${does}`,
  expected: 'TLS',
  build: async ({ folder }, stack) => {
    const { certFile } = await makeCertificate(folder, 'localhost')
    return meeting('localhost', await startTcpPeer(stack, greet), certFile)
  },
}))

const peers: Omit<BrokenPeer, 'protocol'>[] = [
  {
    name: 'RTMPS: a certificate that signed itself',
    expected: 'TLS',
    build: async ({ folder }, stack) => {
      const certificate = await makeCertificate(folder, 'localhost')
      const trusted = await makeCertificate(folder, 'authority.example.com')
      return meeting('localhost', await startTlsPeer(stack, certificate, greetings.silent), trusted.certFile)
    },
  },
  {
    name: 'RTMPS: a certificate for another name',
    expected: 'TLS',
    // With OpenSSL FFmpeg does not look at the name.
    isBrokenFor: ({ tls }) => tls === 'GNUTLS',
    build: async ({ folder }, stack) => {
      const certificate = await makeCertificate(folder, 'live.example.com')
      return meeting('localhost', await startTlsPeer(stack, certificate, greetings.silent), certificate.certFile)
    },
  },
  {
    name: 'RTMPS: a certificate that is out of date',
    expected: 'TLS',
    build: async ({ folder }, stack) => {
      const certificate = await makeCertificate(folder, 'localhost', -1)
      return meeting('localhost', await startTlsPeer(stack, certificate, greetings.silent), certificate.certFile)
    },
  },
  ...plain,
  {
    name: 'RTMPS: a server that accepts, and says nothing',
    expected: 'NO_ANSWER',
    build: async ({ folder }, stack) => {
      const { certFile } = await makeCertificate(folder, 'localhost')
      return meeting('localhost', await startTcpPeer(stack, greetings.silent), certFile)
    },
  },
  {
    name: 'RTMPS: a server that closes behind the TLS handshake',
    expected: 'REJECTED',
    build: async ({ folder }, stack) => {
      const certificate = await makeCertificate(folder, 'localhost')
      const port = await startTlsPeer(stack, certificate, greetings.closesOnHello)
      return meeting('localhost', port, certificate.certFile)
    },
  },
]

export const rtmpsPeers: BrokenPeer[] = peers.map((peer) => ({ ...peer, protocol: 'RTMP' }))
