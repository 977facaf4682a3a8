-- What wrk sends, and how it holds every answer against the one that was checked before the load.
-- Environment: LOAD_BODY and LOAD_EXPECTED, files. Prints one line of JSON at the end.

local most_kept = 20

local function read(name)
  local file = assert(io.open(os.getenv(name), "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

wrk.method = "POST"
wrk.body = read("LOAD_BODY")
wrk.headers["Content-Type"] = "application/json"

local expected = read("LOAD_EXPECTED")
local threads = {}

same = 0          -- answers that are the expected bytes
refused = 0       -- answers of another status than 200
other_bodies = {} -- answers of other bytes: whether they are equal JSON, who started wrk judges
other_counts = {}
unkept = 0        -- answers of ever other bytes, which nobody will judge

function setup(thread)
  table.insert(threads, thread)
end

function response(status, headers, body)
  if body == expected and status == 200 then
    same = same + 1
  elseif status ~= 200 then
    refused = refused + 1
  else
    for i, known in ipairs(other_bodies) do
      if known == body then
        other_counts[i] = other_counts[i] + 1
        return
      end
    end
    if #other_bodies < most_kept then
      table.insert(other_bodies, body)
      table.insert(other_counts, 1)
    else
      unkept = unkept + 1
    end
  end
end

local function quoted(text)
  local escaped = text:gsub('[%c"\\]', function(c) return string.format("\\u%04x", c:byte()) end)
  return '"' .. escaped .. '"'
end

function done(summary, latency, requests)
  local right, wrong, lost, others = 0, 0, 0, {}
  for _, thread in ipairs(threads) do
    right = right + thread:get("same")
    wrong = wrong + thread:get("refused")
    lost = lost + thread:get("unkept")
    local bodies, counts = thread:get("other_bodies"), thread:get("other_counts")
    for i, body in ipairs(bodies) do
      table.insert(others, string.format('{"count":%d,"body":%s}', counts[i], quoted(body)))
    end
  end
  local errors = summary.errors
  print(string.format(
    '{"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"right":%d,"refused":%d,"unjudged":%d,"broken":%d,"others":[%s]}',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    right, wrong, lost, errors.connect + errors.read + errors.write + errors.timeout, table.concat(others, ",")))
end
