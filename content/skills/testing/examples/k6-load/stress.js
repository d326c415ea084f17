// Shows: a stress test: requests arrive at a rising rate, and the run stops where the goal breaks.
// An open model: a slow server does not slow the arrivals down. Run: k6 run stress.js
import http from "k6/http";

export const options = {
  scenarios: {
    rise: {
      executor: "ramping-arrival-rate",
      startRate: 50,
      timeUnit: "1s",
      preAllocatedVUs: 200,
      maxVUs: 2000,
      stages: [
        { target: 500, duration: "2m" },
        { target: 1000, duration: "3m" },
        { target: 3000, duration: "5m" },
      ],
    },
  },
  thresholds: {
    http_req_duration: [{ threshold: "p(95)<500", abortOnFail: true, delayAbortEval: "30s" }],
    http_req_failed: [{ threshold: "rate<0.05", abortOnFail: true }],
  },
};

export default function () {
  http.get(`${__ENV.BASE_URL || "http://localhost:8000"}/api/v1/orders?limit=20`);
}
