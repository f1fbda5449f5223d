using System.Linq.Expressions;
using Engagement.Core.Common;
using Microsoft.EntityFrameworkCore;

namespace Engagement.Core.Data;

/// <summary>An entity with a folded text that searching looks into; it is brought up to date whenever the entity is saved.</summary>
public interface ISearched
{
    /// <summary>Makes the text anew.</summary>
    void Refold();
}

/// <summary>Searching and paging of the shorter lists, the same on both databases.</summary>
internal static class Searching
{
    private const int MostWords = 8;

    /// <summary>
    /// Rows in which every word of <paramref name="search"/> occurs in one of the fields, in upper or lower case.
    /// </summary>
    public static IQueryable<T> Matching<T>(this IQueryable<T> rows, string? search, params Expression<Func<T, string?>>[] fields)
    {
        foreach (var word in (Text.Clean(search) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
        {
            var pattern = $"%{Escaped(word.ToLowerInvariant())}%";
            var row = Expression.Parameter(typeof(T));
            var any = fields.Select(f => Has(Replace(f, row), pattern)).Aggregate(Expression.OrElse);
            rows = rows.Where(Expression.Lambda<Func<T, bool>>(any, row));
        }
        return rows;
    }

    /// <summary>One page of the rows, with their number.</summary>
    public static async Task<Page<T>> PageAsync<T>(this IQueryable<T> rows, PageRequest request)
    {
        var total = await rows.CountAsync();
        return new Page<T>(await rows.Skip(request.Skip).Take(request.Take).ToListAsync(), total);
    }

    /// <summary>Rows whose text is <paramref name="value"/>, in upper or lower case.</summary>
    public static IQueryable<T> Called<T>(this IQueryable<T> rows, string? value, Expression<Func<T, string?>> field)
    {
        var lower = (Text.Clean(value) ?? "").ToLowerInvariant();
        Expression<Func<string>> wanted = () => lower;
        return rows.Where(Expression.Lambda<Func<T, bool>>(Expression.Equal(Lower(field.Body), wanted.Body), field.Parameters));
    }

    /// <summary>In order of a text, upper and lower case alike.</summary>
    public static IOrderedQueryable<T> OrderByText<T>(this IQueryable<T> rows, Expression<Func<T, string?>> field) =>
        rows.OrderBy(Expression.Lambda<Func<T, string?>>(Lower(field.Body), field.Parameters));

    /// <inheritdoc cref="OrderByText" />
    public static IOrderedQueryable<T> ThenByText<T>(this IOrderedQueryable<T> rows, Expression<Func<T, string?>> field) =>
        rows.ThenBy(Expression.Lambda<Func<T, string?>>(Lower(field.Body), field.Parameters));

    private static string Escaped(string word) =>
        word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    // The database's own lower case, which on SQLite knows ASCII only.
    private static Expression Lower(Expression field) => Expression.Call(field, nameof(string.ToLower), Type.EmptyTypes);

    private static Expression Has(Expression field, string pattern)
    {
        Expression<Func<string>> value = () => pattern;
        return Expression.Call(typeof(DbFunctionsExtensions), nameof(DbFunctionsExtensions.Like), Type.EmptyTypes,
            Expression.Constant(EF.Functions), Lower(field), value.Body, Expression.Constant("\\"));
    }

    private static Expression Replace<T>(Expression<Func<T, string?>> field, ParameterExpression row) =>
        new Swap(field.Parameters[0], row).Visit(field.Body);

    private sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
