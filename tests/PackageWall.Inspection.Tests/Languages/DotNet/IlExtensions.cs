using System.Reflection;
using System.Reflection.Emit;

namespace PackageWall.Inspection.Tests.Languages.DotNet;

internal static class IlExtensions
{
    public static void Call(this ILGenerator il, MethodInfo method)
    {
        il.Emit(OpCodes.Call, method);
        il.Emit(OpCodes.Ret);
    }
}
