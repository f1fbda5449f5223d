using System.Globalization;
using Engagement.Core.Common;

namespace Engagement.Core.ServiceRequests;

/// <summary>Which requests are asked for (GeoReport v2, GET requests, with the usual extensions page, page_size, updated_after and updated_before).</summary>
public sealed record GeoQuery
{
    /// <summary>Most rows of an answer, and of a list of ids.</summary>
    public const int Most = 1000;

    /// <summary>Longest span of time, in days.</summary>
    public const int MostDays = 90;

    /// <summary>Ids; they override everything else.</summary>
    public IReadOnlyList<string> Ids { get; private init; } = [];

    /// <summary>Codes of services; empty: all.</summary>
    public IReadOnlyList<string> Services { get; private init; } = [];

    /// <summary>True: open ones, false: closed ones, null: both.</summary>
    public bool? Open { get; private init; }

    /// <summary>Requested at this time or later (UTC).</summary>
    public DateTime? From { get; private init; }

    /// <summary>Requested before this time (UTC).</summary>
    public DateTime? Until { get; private init; }

    /// <summary>Updated at this time or later (UTC).</summary>
    public DateTime? UpdatedFrom { get; private init; }

    /// <summary>Updated before this time (UTC).</summary>
    public DateTime? UpdatedUntil { get; private init; }

    /// <summary>Page, from 1.</summary>
    public int Page { get; private init; } = 1;

    /// <summary>Rows of a page.</summary>
    public int Size { get; private init; } = Most;

    /// <summary>Reads the parameters; empty ones count as absent, unknown ones are passed over.</summary>
    /// <param name="given">Parameters by name, in lower case; repeated ones joined by commas.</param>
    /// <param name="now">UTC.</param>
    public static Result<GeoQuery> Read(IReadOnlyDictionary<string, string> given, DateTime now)
    {
        string? Value(string name) => given.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
        var ids = List(Value("service_request_id"));
        if (ids.Count > Most) return GeoError.Bad($"At most {Most} ids can be asked for at once.");
        if (ids.Count > 0) return new GeoQuery { Ids = ids };
        if (Status(Value("status"), out var open) is { } wrongStatus) return wrongStatus;
        if (Times(Value, "start_date", "end_date", out var from, out var until) is { } wrongDate) return wrongDate;
        if (Times(Value, "updated_after", "updated_before", out var updatedFrom, out var updatedUntil) is { } wrongUpdate) return wrongUpdate;
        if (Count(Value("page"), "page", 1, out var page) is { } wrongPage) return wrongPage;
        if (Count(Value("page_size"), "page_size", Most, out var size) is { } wrongSize) return wrongSize;
        var days = TimeSpan.FromDays(MostDays);
        // One second of grace, because an end is meant with the whole of its last second.
        if (until - from > days + TimeSpan.FromSeconds(1)) return GeoError.Bad($"start_date and end_date may lie at most {MostDays} days apart.");
        // Who asks for what was updated wants old requests as well.
        if (from is null && until is null && updatedFrom is null && updatedUntil is null) from = now - days;
        else if (from is null && until is not null) from = until - days;
        else if (until is null && from is not null) until = from + days;
        return new GeoQuery
        {
            Services = List(Value("service_code")),
            Open = open,
            From = from,
            Until = until,
            UpdatedFrom = updatedFrom,
            UpdatedUntil = updatedUntil,
            Page = page,
            Size = Math.Min(size, Most),
        };
    }

    /// <summary>The rows of it, in no order.</summary>
    internal IQueryable<ServiceRequest> Of(IQueryable<ServiceRequest> requests, IReadOnlyCollection<Guid>? services)
    {
        if (Ids.Count > 0) return requests.Where(r => Ids.Contains(r.Number));
        if (services is not null) requests = requests.Where(r => services.Contains(r.ServiceId));
        if (Open is { } open) requests = requests.Where(r => (r.Status == RequestStatus.Received || r.Status == RequestStatus.InProgress) == open);
        if (From is { } from) requests = requests.Where(r => r.RequestedAt >= from);
        if (Until is { } until) requests = requests.Where(r => r.RequestedAt < until);
        if (UpdatedFrom is { } updated) requests = requests.Where(r => r.UpdatedAt >= updated);
        if (UpdatedUntil is { } before) requests = requests.Where(r => r.UpdatedAt < before);
        return requests;
    }

    private static List<string> List(string? value) =>
        [.. (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];

    private static GeoError? Status(string? value, out bool? open)
    {
        var wanted = List(value?.ToLowerInvariant());
        open = wanted is [var one] ? one == "open" : null;
        return wanted.Exists(s => s is not ("open" or "closed")) ? GeoError.Bad("status must be open or closed.") : null;
    }

    private static GeoError? Times(Func<string, string?> value, string first, string last, out DateTime? from, out DateTime? until)
    {
        from = until = null;
        if (value(first) is { } a && (from = GeoTime.Read(a)?.From) is null) return GeoError.Bad($"{first} must be a time such as 2026-01-01T00:00:00Z.");
        if (value(last) is { } b && (until = GeoTime.Read(b)?.Until) is null) return GeoError.Bad($"{last} must be a time such as 2026-01-31T23:59:59Z.");
        return from > until ? GeoError.Bad($"{first} lies after {last}.") : null;
    }

    private static GeoError? Count(string? value, string name, int usual, out int count)
    {
        count = usual;
        if (value is null) return null;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= 1_000_000 ? null : GeoError.Bad($"{name} must be a number from 1.");
    }
}
