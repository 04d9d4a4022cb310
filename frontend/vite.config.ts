import { fileURLToPath } from 'node:url'

import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const uswds = here('node_modules/@uswds/uswds')

export default defineConfig({
  base: '/static/build/',
  publicDir: false,
  plugins: [react()],
  resolve: {
    alias: {
      '@': here('src'),
      '~fonts': `${uswds}/dist/fonts`,
      '~img': `${uswds}/dist/img`,
    },
  },
  css: {
    preprocessorOptions: {
      scss: { loadPaths: [`${uswds}/packages`, here('src')], quietDeps: true },
    },
  },
  build: {
    outDir: '../static/build',
    emptyOutDir: true,
    manifest: 'manifest.json',
    // A data: address in a stylesheet would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        staff: here('src/main.tsx'),
        worker: here('src/worker.ts'),
        portal: here('src/portal.ts'),
        'portal-style': here('src/portal.scss'),
      },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
    unstubGlobals: true,
  },
})
