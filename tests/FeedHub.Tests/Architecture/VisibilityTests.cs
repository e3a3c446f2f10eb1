using System.Reflection;
using FeedHub.Server.Pages;
using Microsoft.AspNetCore.Components;

namespace FeedHub.Tests.Architecture;

/// <summary>
/// Nothing outside names what is in the server, so its types are internal. The Razor compiler makes every page public, and with it
/// what its parameters are made of.
/// </summary>
public class VisibilityTests
{
    [Fact]
    public void A_type_of_the_server_is_public_only_where_a_page_asks_for_it()
    {
        var exported = typeof(HubPage).Assembly.GetExportedTypes();
        var pages = exported.Where(t => t.IsAssignableTo(typeof(IComponent))).ToList();
        var needed = new HashSet<Type>();
        pages.ForEach(page => Add(page, needed));
        Assert.Empty(exported.Except(needed).Where(t => t is { IsNested: false, Name: not "_Imports" }).Select(t => t.FullName));
    }

    /// <summary>Adds a type, its bases, and the types that its visible members name.</summary>
    private static void Add(Type? type, HashSet<Type> types)
    {
        if (type is null || type.IsGenericParameter) return;
        foreach (var argument in type.GetGenericArguments())
            Add(argument, types);
        if (type.Assembly != typeof(HubPage).Assembly || !types.Add(type)) return;
        Add(type.BaseType, types);
        const BindingFlags Kind = BindingFlags.Instance | BindingFlags.Static;
        const BindingFlags All = Kind | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        foreach (var property in type.GetProperties(All).Where(p => p.GetMethod is { IsPrivate: false, IsAssembly: false }))
            Add(property.PropertyType, types);
        foreach (var method in type.GetMethods(All).Where(m => m is { IsPrivate: false, IsAssembly: false }))
        {
            Add(method.ReturnType, types);
            foreach (var parameter in method.GetParameters())
                Add(parameter.ParameterType, types);
        }
    }
}
