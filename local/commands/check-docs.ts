import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkDecisions } from '../checks/decisions'
import { checkFolders } from '../checks/folders'
import { checkLinks } from '../checks/links'
import { checkRules, testsOfRules } from '../checks/rules'
import { checkStatuses } from '../checks/statuses'
import { readTree } from '../checks/tree'
import { checkWording } from '../checks/wording'

/**
 * `npm run check:docs`, and the stage "docs" of `npm test`: checks that the docs match the repository and that folders
 * are small. Prints each problem and
 * exits with 1 if there are any. `npm run check:docs -- R13` lists the tests of a rule instead.
 */
const root = process.cwd()
const tree = readTree(root)
const rule = process.argv[2]

if (rule) {
  const tests = testsOfRules(tree).get(Number(rule.replace(/^R/, ''))) ?? []
  console.log(tests.join('\n') || `No test is named after ${rule}.`)
} else {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: object }
  const problems = [
    ...checkRules(tree),
    ...checkLinks(tree, Object.keys(scripts)),
    ...checkDecisions(tree),
    ...checkFolders(tree),
    ...checkWording(tree),
    ...checkStatuses(tree),
  ]
  console.log(problems.join('\n') || 'The docs match the repository.')
  process.exitCode = problems.length > 0 ? 1 : 0
}
