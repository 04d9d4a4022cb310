import { readdirSync } from 'node:fs'
import { basename } from 'node:path'

import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const upwards = { group: ['../*'], message: 'Import from @/…; only a file beside this one is ./' }
const off = (group, message) => ({
  'no-restricted-imports': ['error', { patterns: [upwards, { group, message }] }],
})

const kebabCase = {
  meta: { type: 'suggestion', schema: [] },
  create: (context) => ({
    Program(node) {
      if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(basename(context.filename)))
        context.report({ node, message: 'File names are kebab-case.' })
    },
  }),
}

const features = readdirSync(new URL('src/features', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

export default tseslint.config(
  { ignores: ['node_modules', 'src/api/schema.d.ts'] },
  ...tseslint.configs.strictTypeChecked,
  jsxA11y.flatConfigs.strict,
  reactHooks.configs.flat.recommended,
  {
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { house: { rules: { 'kebab-case': kebabCase } } },
    rules: {
      'house/kebab-case': 'error',
      'no-console': 'error',
      'no-restricted-imports': ['error', { patterns: [upwards] }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXAttribute[name.name="style"]',
          message: 'Use a class: the content security policy allows no inline style.',
        },
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: 'Residents type what is shown here: let React escape it.',
        },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  // Imports run one way: app → features → components → api.
  {
    files: ['src/components/**'],
    rules: off(['@/app/*', '@/features/*'], 'components/ knows neither app/ nor features/.'),
  },
  {
    files: ['src/api/**'],
    rules: off(['@/app/*', '@/features/*', '@/components/*'], 'api/ knows nothing above it.'),
  },
  ...features.map((name) => ({
    files: [`src/features/${name}/**`],
    rules: off(
      ['@/app/*', '@/features/*', `!@/features/${name}`, `!@/features/${name}/*`],
      'A feature knows neither app/ nor another feature; what both need goes to components/ or api/.',
    ),
  })),
  { files: ['*.js'], ...tseslint.configs.disableTypeChecked },
)
