import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vite'
import solid from 'vite-plugin-solid'

const server = `http://127.0.0.1:${process.env.PORT ?? '8080'}`

export default defineConfig({
  root: 'client',
  plugins: [solid(), tailwindcss()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // the content security policy lets fonts and pictures come from our own address only, not from data: addresses
    assetsInlineLimit: 0,
    // a polyfill for browsers that the page does not serve; it would only add weight
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/graphql': { target: server, ws: true },
      '/session': { target: server },
    },
  },
})
