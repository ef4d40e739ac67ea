import tailwindcss from '@tailwindcss/vite'
import { defineConfig, loadEnv, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'
import { documents } from './client/build/documents.ts'

// as the server has it: from the environment, else from .env
const { PORT = '', BASE_PATH = '' } = loadEnv('', import.meta.dirname, ['PORT', 'BASE_PATH'])
const basePath = BASE_PATH.replace(/\/$/, '')
const isBelow = (path: string) => path.startsWith(`${basePath}/`)
/** The pages that are built as one types lie under no path, wherever the server does. */
const server = {
  target: `http://127.0.0.1:${PORT || '8080'}`,
  rewrite: (path: string) => (isBelow(path) ? path : basePath + path),
  cookiePathRewrite: '/',
}

// GraphiQL's fonts are data: addresses, which the content security policy does not let in; ours take their place
const withoutGraphiqlFonts: Plugin = {
  name: 'without-graphiql-fonts',
  enforce: 'pre',
  transform: {
    filter: { id: /graphiql\/dist\/style\.css/ },
    handler: (css) => css.replaceAll(/@font-face\s*\{[^}]*\}/g, ''),
  },
}

export default defineConfig({
  root: 'client',
  // the server puts the path in front under which it lies (BASE_PATH)
  base: './',
  // the playground is React, but without JSX: what has JSX is Solid's
  plugins: [solid(), tailwindcss(), documents(import.meta.dirname), withoutGraphiqlFonts],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // the playground is one large editor
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { dashboard: 'client/index.html', playground: 'client/playground/index.html' },
      // 'use client' in packages means nothing here
      checks: { moduleLevelDirective: false },
    },
    // the content security policy lets fonts and pictures come from our own address only, not from data: addresses
    assetsInlineLimit: 0,
    // a polyfill for browsers that the page does not serve; it would only add weight
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    proxy: {
      '/graphql': { ...server, ws: true },
      '/session': server,
      '/api': server,
      // pictures, whose addresses the server tells
      ...(basePath !== '' && { [`${basePath}/api`]: server }),
    },
  },
})
