// Shows: a smoke test that fails the pipeline by itself: thresholds on errors and on p95.
// Run: k6 run -e BASE_URL=http://localhost:8000 smoke.js
import { check } from "k6";
import http from "k6/http";

const BASE_URL = __ENV.BASE_URL || "http://localhost:8000";

export const options = {
  scenarios: { smoke: { executor: "constant-vus", vus: 2, duration: "20s" } },
  thresholds: {
    checks: ["rate==1"],
    http_req_failed: ["rate<0.01"],
    http_req_duration: ["p(95)<100"],
  },
};

export default function () {
  const ready = http.get(`${BASE_URL}/health/ready`, { tags: { name: "ready" } });
  check(ready, {
    "is ready": (response) => response.status === 200,
    "is not degraded": (response) => !response.body.includes("degraded"),
  });
}
