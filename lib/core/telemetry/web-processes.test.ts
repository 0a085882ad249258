import { expect, test } from 'vitest'
import { mergeMetrics } from './web-processes'

const text = (requests: number, waiting: number) => `# HELP requests_total Requests.
# TYPE requests_total counter
requests_total{route="/a",status="2xx"} ${requests}
# TYPE waiting gauge
waiting ${waiting}
`

test('R52: the metrics of several processes are described once, and each sample names its process', () => {
  const merged = mergeMetrics([
    { process: 1, text: text(5, 0) },
    { process: 2, text: text(7, 3) },
  ])
  expect(merged).toBe(`# HELP requests_total Requests.
# TYPE requests_total counter
requests_total{process="1",route="/a",status="2xx"} 5
requests_total{process="2",route="/a",status="2xx"} 7
# TYPE waiting gauge
waiting{process="1"} 0
waiting{process="2"} 3
`)
})

test('a metric that only one process has is kept, and none is nothing', () => {
  const merged = mergeMetrics([
    { process: 1, text: '# TYPE a gauge\na 1\n' },
    { process: 2, text: '# TYPE b histogram\nb_bucket{le="+Inf"} 2\nb_sum 3\n' },
  ])
  expect(merged).toBe(
    '# TYPE a gauge\na{process="1"} 1\n# TYPE b histogram\nb_bucket{process="2",le="+Inf"} 2\nb_sum{process="2"} 3\n',
  )
  expect(mergeMetrics([])).toBe('')
})
