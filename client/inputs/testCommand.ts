/** What a sender must use: seven transport packets to a datagram, which is what networks carry whole. */
export function senderUrl(listenUrl: string): string {
  return `${listenUrl}${listenUrl.includes('?') ? '&' : '?'}pkt_size=1316`
}

/** Where that command can be pasted: an address of this machine alone is reached from nowhere else. */
export function whereToPaste(listenUrl: string): string {
  return /^udp:\/\/(?:127\.|localhost:|\[::1\])/.test(listenUrl)
    ? 'on the machine of the server'
    : 'on any machine that has FFmpeg'
}

/** A command that sends a test picture with a tone to `listenUrl`. */
export function testCommand(listenUrl: string): string {
  return [
    'ffmpeg -re -f lavfi -i testsrc2=size=1280x720:rate=25 \\',
    '  -f lavfi -i sine=frequency=440 \\',
    '  -c:v libx264 -preset veryfast -pix_fmt yuv420p -g 50 -b:v 3M \\',
    `  -c:a aac -f mpegts "${senderUrl(listenUrl)}"`,
  ].join('\n')
}
