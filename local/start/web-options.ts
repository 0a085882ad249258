/** Options of Node for web processes, the same in every file that starts one (docs/decisions/0081-options-of-node.md). */
export const WEB_OPTIONS = [
  '--max-semi-space-size=64',
  '--no-parallel-scavenge',
  '--no-allocation-site-pretenuring',
  '--use-largepages=silent',
]
