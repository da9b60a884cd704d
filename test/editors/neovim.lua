-- What the walk looks at in Neovim, and the choice that a person would make in a menu.
Walk = { choice = nil }

vim.ui.select = function(items, options, choose)
  for index, item in ipairs(items) do
    local label = options.format_item and options.format_item(item) or tostring(item)
    if label == Walk.choice then return choose(item, index) end
  end
  choose(nil, nil)
end

local severities = { 'error', 'warning', 'information', 'hint' }

local function underlined(found)
  local lines = vim.api.nvim_buf_get_text(0, found.lnum, found.col, found.end_lnum, found.end_col, {})
  return table.concat(lines, '\n')
end

local function problems()
  local all = vim.diagnostic.get(0)
  table.sort(all, function(one, other)
    return one.lnum < other.lnum or one.lnum == other.lnum and one.col < other.col
  end)
  local short = {}
  for _, found in ipairs(all) do table.insert(short, severities[found.severity] .. ' ' .. underlined(found)) end
  return short
end

local function floating()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
    end
  end
  return ''
end

local function listed()
  local list = vim.fn.getloclist(0)
  if #list == 0 then list = vim.fn.getqflist() end
  return vim.tbl_map(function(entry) return (entry.text:gsub('^%[%w+%] ', '')) end, list)
end

-- All that is on the screen, as JSON.
function Walk.look()
  local menu = vim.fn.complete_info({ 'items', 'selected' })
  return vim.json.encode({
    file = vim.fn.expand('%'),
    mode = vim.api.nvim_get_mode().mode,
    text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n',
    problems = problems(),
    floating = floating(),
    listed = listed(),
    suggestions = vim.tbl_map(function(item) return item.abbr end, menu.items or {}),
    selected = menu.selected,
    modified = vim.bo.modified,
  })
end

function Walk.choose(label) Walk.choice = label end

-- The cursor before a character of a line, both from 0 and in UTF-16 code units.
function Walk.go(line, character)
  local text = vim.api.nvim_buf_get_lines(0, line, line + 1, false)[1]
  vim.api.nvim_win_set_cursor(0, { line + 1, vim.str_byteindex(text, character, true) })
end
